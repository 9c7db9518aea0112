package io.adbot.telegram.loopback.mtproto;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of a data centre: its own, by which clients know it, and those that it has agreed on with them. They outlive a stop of
 * the server. Its own is the same for all in a JVM, because a JVM has one TDLib, and that one must trust it. Safe for any thread.
 */
final class ServerKeys {

    private static final KeyPair OWN = generate();

    private final Map<Long, AuthKey> agreed = new ConcurrentHashMap<>();
    private final Map<Long, Integer> centres = new ConcurrentHashMap<>();
    private final Map<Long, Long> permanent = new ConcurrentHashMap<>();

    static RSAPublicKey publicKey() {
        return (RSAPublicKey) OWN.getPublic();
    }

    /** By what a client names the public key: the end of the SHA-1 of its two numbers, each as TL {@code bytes}. */
    long fingerprint() {
        byte[] numbers = new TlWriter(null)
                .string(Crypto.bytes(publicKey().getModulus()))
                .string(Crypto.bytes(publicKey().getPublicExponent()))
                .bytes();
        return AuthKey.lastLong(Crypto.sha1(numbers));
    }

    /** What a client encrypted with the public key. */
    byte[] decrypt(byte[] encrypted) {
        RSAPrivateKey key = (RSAPrivateKey) OWN.getPrivate();
        BigInteger plain = Crypto.number(encrypted).modPow(key.getPrivateExponent(), key.getModulus());
        return Crypto.bytes(plain, 256);
    }

    /** A client and this server have agreed on a key; the client takes it for the data centre of this number. */
    void agree(AuthKey key, int centre) {
        agreed.put(key.id(), key);
        centres.put(key.id(), centre);
    }

    int centre(long id) {
        return centres.getOrDefault(id, 0);
    }

    /** The key of this id; {@code null} if there is none. */
    AuthKey find(long id) {
        return agreed.get(id);
    }

    /** Lets a temporary key stand for a permanent one: a client with forward secrecy talks under the former only. */
    void bind(long temporary, long permanentKey) {
        permanent.put(temporary, permanentKey);
    }

    /** The permanent key that this one stands for; itself if it was not bound. */
    long permanent(long id) {
        return permanent.getOrDefault(id, id);
    }

    void forget(long id) {
        agreed.remove(id);
        permanent.remove(id);
        centres.remove(id);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
