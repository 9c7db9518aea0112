package io.adbot.telegram.loopback;

import static io.adbot.telegram.loopback.mtproto.Crypto.GENERATOR;
import static io.adbot.telegram.loopback.mtproto.Crypto.PRIME;
import static io.adbot.telegram.loopback.mtproto.Crypto.PRIME_BYTES;
import static io.adbot.telegram.loopback.mtproto.Crypto.bytes;
import static io.adbot.telegram.loopback.mtproto.Crypto.number;
import static io.adbot.telegram.loopback.mtproto.Crypto.random;
import static io.adbot.telegram.loopback.mtproto.Crypto.sha256;
import static io.adbot.telegram.loopback.mtproto.Crypto.xor;

import io.adbot.telegram.loopback.mtproto.TlObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a client proves that it knows a password without saying it.
 *
 * @see <a href="https://core.telegram.org/api/srp">core.telegram.org/api/srp</a>
 */
final class Srp {

    private static final byte[] PRIME_PADDED = bytes(PRIME, PRIME_BYTES);
    private static final byte[] GENERATOR_PADDED = bytes(BigInteger.valueOf(GENERATOR), PRIME_BYTES);
    private static final int ITERATIONS = 100_000;

    private Srp() {}

    /** What a server keeps of a password. */
    static final class Verifier {

        private final byte[] salt1 = random(16);
        private final byte[] salt2 = random(16);
        private final BigInteger verifier;

        Verifier(String password) {
            byte[] once = salted(salted(password.getBytes(StandardCharsets.UTF_8), salt1), salt2);
            BigInteger x = number(salted(stretched(once, salt1), salt2));
            verifier = BigInteger.valueOf(GENERATOR).modPow(x, PRIME);
        }

        /** By what a password is turned into a number. */
        TlObject algorithm() {
            return TlObject.of(
                    "passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow",
                    "salt1",
                    salt1,
                    "salt2",
                    salt2,
                    "g",
                    GENERATOR,
                    "p",
                    PRIME_PADDED);
        }

        private static byte[] salted(byte[] data, byte[] salt) {
            return sha256(salt, data, salt);
        }

        /** PBKDF2 with HMAC-SHA-512, one block of it; the JDK's own takes text alone for a password. */
        private static byte[] stretched(byte[] password, byte[] salt) {
            try {
                Mac mac = Mac.getInstance("HmacSHA512");
                mac.init(new SecretKeySpec(password, "HmacSHA512"));
                mac.update(salt);
                byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
                byte[] all = last;
                for (int i = 1; i < ITERATIONS; i++) {
                    last = mac.doFinal(last);
                    all = xor(all, last);
                }
                return all;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One question to a client, which a single answer fits. */
    static final class Challenge {

        private final Verifier password;
        private final long id = number(random(7)).longValue();
        private final BigInteger secret = number(random(PRIME_BYTES));
        private final byte[] offered;

        Challenge(Verifier password) {
            this.password = password;
            BigInteger k = number(sha256(PRIME_PADDED, GENERATOR_PADDED));
            BigInteger power = BigInteger.valueOf(GENERATOR).modPow(secret, PRIME);
            offered = bytes(k.multiply(password.verifier).add(power).mod(PRIME), PRIME_BYTES);
        }

        long id() {
            return id;
        }

        /** What the client is given to compute with: {@code srp_B}. */
        byte[] offered() {
            return offered;
        }

        /** Whether an {@code inputCheckPasswordSRP} was computed from the password. */
        boolean isAnsweredBy(TlObject answer) {
            byte[] a = bytes(number(answer.bytes("A")), PRIME_BYTES);
            BigInteger u = number(sha256(a, offered));
            BigInteger shared =
                    number(a).multiply(password.verifier.modPow(u, PRIME)).modPow(secret, PRIME);
            byte[] expected = sha256(
                    xor(sha256(PRIME_PADDED), sha256(GENERATOR_PADDED)),
                    sha256(password.salt1),
                    sha256(password.salt2),
                    a,
                    offered,
                    sha256(bytes(shared, PRIME_BYTES)));
            return answer.id("srp_id") == id && Arrays.equals(expected, answer.bytes("M1"));
        }
    }
}
