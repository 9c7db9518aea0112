package io.adbot.telegram.loopback.mtproto;

import static io.adbot.telegram.loopback.mtproto.Crypto.concat;
import static io.adbot.telegram.loopback.mtproto.Crypto.part;
import static io.adbot.telegram.loopback.mtproto.Crypto.sha1;
import static io.adbot.telegram.loopback.mtproto.Crypto.sha256;
import static io.adbot.telegram.loopback.mtproto.Crypto.xor;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * How a client that has no key gets one: three questions and answers, at the end of which both know the same Diffie-Hellman secret,
 * and the client knows that it was the owner of the public key whom it talked to. Belongs to one connection.
 *
 * @see <a href="https://core.telegram.org/mtproto/auth_key">core.telegram.org/mtproto/auth_key</a>
 */
final class KeyExchange {

    /** A product of two primes, 1229739323 and 1402015859. The client shall work a little before the server does. */
    private static final BigInteger PRODUCT = new BigInteger("17ed48941a08f981", 16);

    private final TlSchema schema;
    private final ServerKeys keys;
    private final Clock clock;

    private byte[] nonce;
    private byte[] serverNonce;
    private byte[] newNonce;
    private int centre;
    private BigInteger secret;

    KeyExchange(TlSchema schema, ServerKeys keys, Clock clock) {
        this.schema = schema;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The answer to what a client said.
     *
     * @throws IllegalArgumentException if that has no place here, or was not made by the rules
     */
    byte[] answer(byte[] body) {
        TlObject question = TlReader.object(schema, body);
        TlObject answer = switch (question.name()) {
            case "req_pq_multi" -> product(question);
            case "req_DH_params" -> parameters(question);
            case "set_client_DH_params" -> agreement(question);
            default -> throw new IllegalArgumentException("Not of a key exchange: " + question);
        };
        return TlWriter.bytes(schema, answer);
    }

    private TlObject product(TlObject question) {
        nonce = question.bytes("nonce");
        serverNonce = Crypto.random(16);
        return TlObject.of(
                "resPQ",
                "nonce",
                nonce,
                "server_nonce",
                serverNonce,
                "pq",
                Crypto.bytes(PRODUCT),
                "server_public_key_fingerprints",
                List.of(keys.fingerprint()));
    }

    private TlObject parameters(TlObject question) {
        TlObject inner = TlReader.object(schema, unpadded(keys.decrypt(question.bytes("encrypted_data"))));
        newNonce = inner.bytes("new_nonce");
        centre = inner.number("dc");
        secret = Crypto.number(Crypto.random(Crypto.PRIME_BYTES));
        byte[] plain = TlWriter.bytes(
                schema,
                TlObject.of(
                        "server_DH_inner_data",
                        "nonce",
                        nonce,
                        "server_nonce",
                        serverNonce,
                        "g",
                        Crypto.GENERATOR,
                        "dh_prime",
                        Crypto.bytes(Crypto.PRIME),
                        "g_a",
                        Crypto.bytes(
                                BigInteger.valueOf(Crypto.GENERATOR).modPow(secret, Crypto.PRIME), Crypto.PRIME_BYTES),
                        "server_time",
                        (int) clock.instant().getEpochSecond()));
        byte[] hashed = concat(sha1(plain), plain);
        byte[] padded = concat(hashed, Crypto.random((16 - hashed.length % 16) % 16));
        return TlObject.of(
                "server_DH_params_ok",
                "nonce",
                nonce,
                "server_nonce",
                serverNonce,
                "encrypted_answer",
                Crypto.encryptIge(nonceKey(), nonceVector(), padded));
    }

    private TlObject agreement(TlObject question) {
        byte[] plain = Crypto.decryptIge(nonceKey(), nonceVector(), question.bytes("encrypted_data"));
        TlObject inner = TlReader.object(schema, part(plain, 20, plain.length - 20));
        BigInteger shared = Crypto.number(inner.bytes("g_b")).modPow(secret, Crypto.PRIME);
        AuthKey key = new AuthKey(Crypto.bytes(shared, Crypto.PRIME_BYTES));
        keys.agree(key, centre);
        return TlObject.of(
                "dh_gen_ok",
                "nonce",
                nonce,
                "server_nonce",
                serverNonce,
                "new_nonce_hash1",
                part(sha1(newNonce, new byte[] {1}, key.auxiliaryHash()), 4, 16));
    }

    /** Undoes RSA_PAD: a key, hidden behind what it encrypts; behind that the data, backwards, and a hash of both. */
    private static byte[] unpadded(byte[] padded) {
        byte[] encrypted = part(padded, 32, 224);
        byte[] key = xor(part(padded, 0, 32), sha256(encrypted));
        byte[] reversedAndHash = Crypto.decryptIge(key, new byte[32], encrypted);
        byte[] data = new byte[192];
        for (int i = 0; i < data.length; i++) {
            data[i] = reversedAndHash[data.length - 1 - i];
        }
        if (!Arrays.equals(sha256(key, data), part(reversedAndHash, data.length, 32))) {
            throw new IllegalArgumentException("RSA_PAD does not fit");
        }
        return data;
    }

    private byte[] nonceKey() {
        return concat(sha1(newNonce, serverNonce), part(sha1(serverNonce, newNonce), 0, 12));
    }

    private byte[] nonceVector() {
        return concat(part(sha1(serverNonce, newNonce), 12, 8), sha1(newNonce, newNonce), part(newNonce, 0, 4));
    }
}
