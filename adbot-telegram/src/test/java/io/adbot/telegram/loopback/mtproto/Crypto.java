package io.adbot.telegram.loopback.mtproto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** What MTProto is computed with. Numbers are big-endian and without a sign. */
public final class Crypto {

    /** Telegram's 2048-bit prime, which TDLib knows to be good. */
    public static final BigInteger PRIME = new BigInteger("""
            c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f
            48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37
            20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64
            2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4
            a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754
            fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4
            e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f
            0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b
            """.replaceAll("\\s", ""), 16);

    /** Its length in bytes. */
    public static final int PRIME_BYTES = 256;

    /** A generator that goes with it. */
    public static final int GENERATOR = 3;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BLOCK = 16;

    private Crypto() {}

    /** SHA-1 of all of these, one after the other. */
    public static byte[] sha1(byte[]... parts) {
        return digest("SHA-1", parts);
    }

    /** SHA-256 of all of these, one after the other. */
    public static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    /** All of these, one after the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Each byte of one with the same of the other. */
    public static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= other[i];
        }
        return both;
    }

    /** So many bytes from there on. */
    public static byte[] part(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Bytes that nobody can guess. */
    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The number that these bytes are. */
    public static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** A number in no more bytes than it needs. */
    public static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? part(bytes, 1, bytes.length - 1) : bytes;
    }

    /** A number in so many bytes. */
    public static byte[] bytes(BigInteger number, int length) {
        byte[] bytes = bytes(number);
        return concat(new byte[length - bytes.length], bytes);
    }

    /** AES-256 in the IGE mode, whose 32-byte vector is the block before the first, encrypted and plain. */
    static byte[] encryptIge(byte[] key, byte[] vector, byte[] plain) {
        return ige(Cipher.ENCRYPT_MODE, key, part(vector, 0, BLOCK), part(vector, BLOCK, BLOCK), plain);
    }

    /** The reverse of {@link #encryptIge}. */
    static byte[] decryptIge(byte[] key, byte[] vector, byte[] encrypted) {
        return ige(Cipher.DECRYPT_MODE, key, part(vector, BLOCK, BLOCK), part(vector, 0, BLOCK), encrypted);
    }

    private static byte[] ige(int mode, byte[] key, byte[] lastOut, byte[] lastIn, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            byte[] out = new byte[in.length];
            for (int from = 0; from < in.length; from += BLOCK) {
                byte[] block = part(in, from, BLOCK);
                lastOut = xor(cipher.doFinal(xor(block, lastOut)), lastIn);
                lastIn = block;
                System.arraycopy(lastOut, 0, out, from, BLOCK);
            }
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
