package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.mtproto.Crypto;
import io.adbot.telegram.loopback.mtproto.LoopbackDataCentre;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A temporary copy of libtdjson that takes our data centre for Telegram's. In the library stand the public keys of Telegram's data
 * centres, as text; in the copy ours stands in their places, which is as long.
 */
final class TrustingLibrary {

    private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n";
    private static final String END = "\n-----END RSA PUBLIC KEY-----";
    private static final Map<Path, Path> COPIES = new ConcurrentHashMap<>();

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_FORM = 0x82;

    private TrustingLibrary() {}

    /**
     * The copy of a library; it is gone with this JVM.
     *
     * @throws IllegalArgumentException if no key to be replaced is in the library
     */
    static Path of(Path original) {
        return COPIES.computeIfAbsent(original.toAbsolutePath(), TrustingLibrary::copy);
    }

    private static Path copy(Path original) {
        try {
            byte[] library = Files.readAllBytes(original);
            byte[] pem = pem(LoopbackDataCentre.publicKey());
            if (replace(library, pem) == 0) {
                throw new IllegalArgumentException("No public keys of Telegram's in " + original);
            }
            Path copy = Files.createTempFile("loopback-", "-" + original.getFileName());
            copy.toFile().deleteOnExit();
            return Files.write(copy, library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int replace(byte[] library, byte[] pem) {
        byte[] begin = ascii(BEGIN);
        byte[] end = ascii(END);
        int replaced = 0;
        for (int from = indexOf(library, begin, 0); from >= 0; from = indexOf(library, begin, from + 1)) {
            int length = indexOf(library, end, from) + end.length - from;
            if (length == pem.length) {
                System.arraycopy(pem, 0, library, from, length);
                replaced++;
            }
        }
        return replaced;
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int i = from; i <= bytes.length - part.length; i++) {
            if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    /** A key as PKCS #1 has it: its two numbers, in DER and Base64. */
    private static byte[] pem(RSAPublicKey key) {
        byte[] numbers = Crypto.concat(der(key.getModulus()), der(key.getPublicExponent()));
        byte[] der = Crypto.concat(header(SEQUENCE, numbers.length), numbers);
        return ascii(BEGIN + Base64.getMimeEncoder(64, ascii("\n")).encodeToString(der) + END);
    }

    private static byte[] der(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Crypto.concat(header(INTEGER, bytes.length), bytes);
    }

    private static byte[] header(int tag, int length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(tag);
        if (length >= 128) {
            header.write(LONG_FORM);
            header.write(length >>> 8);
        }
        header.write(length);
        return header.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
