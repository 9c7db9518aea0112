package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.ApiCredentials;
import io.adbot.telegram.Login.Unfinished;
import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.telegram.transport.TdJson;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in and out, in each form, with the real TDLib at a Telegram on loopback. */
@NeedsTdlib
class LoginTest {

    private static final String PHONE = "+15550001111";
    private static final ApiCredentials CREDENTIALS = new ApiCredentials(12345, "0123456789abcdef0123456789abcdef");

    @TempDir
    Path folder;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account(PHONE).code("54321");
    private Login login;
    private LoginPlace place;

    @BeforeEach
    void prepare() {
        login = new Login(new ThroughLoopback(telegram), Duration.ofSeconds(30));
        place = place(session -> "a key".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void byPhoneAndCode() throws IOException {
        Scripted prompt = new Scripted().phone(PHONE).code("54321");

        assertThat(byPhone(prompt)).isEqualTo(ann.id());

        assertThat(prompt.asked()).containsExactly("phone number", "code of 5 by TELEGRAM_MESSAGE, next none");
        assertThat(Files.getPosixFilePermissions(place.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(ann.logins()).isEqualTo(1);
    }

    @Test
    void whoIsLoggedInIsAskedNothing() {
        byPhone(new Scripted().phone(PHONE).code("54321"));

        assertThat(byPhone(new Scripted())).isEqualTo(ann.id());

        assertThat(telegram.calls("auth.sendCode")).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsAskedAgain() {
        ann.password("correct horse");
        Scripted prompt = new Scripted()
                .phone("+15559999999")
                .phone(PHONE)
                .code("00000")
                .code(" 54321 ")
                .password("wrong horse")
                .password("correct horse");

        assertThat(byPhone(prompt)).isEqualTo(ann.id());

        assertThat(prompt.refusals())
                .containsExactly(LoginRefusal.NOT_A_PHONE_NUMBER, LoginRefusal.CODE_WRONG, LoginRefusal.PASSWORD_WRONG);
    }

    @Test
    void anExpiredCodeBeginsWithTheNumberAgain() {
        Scripted prompt = new Scripted()
                .phone(PHONE)
                .code(() -> {
                    ann.codeExpired();
                    return "54321";
                })
                .phone("+15550002222")
                .code("22222");
        Account bob = telegram.account("+15550002222").code("22222");

        assertThat(byPhone(prompt)).isEqualTo(bob.id());

        assertThat(prompt.refusals()).containsExactly(LoginRefusal.CODE_EXPIRED);
    }

    @Test
    void aCodeIsSentAgainWhereThatCanBe() {
        Scripted prompt = new Scripted().phone(PHONE).codeAgain().code("54321");

        assertThat(byPhone(prompt)).isEqualTo(ann.id());

        assertThat(prompt.refusals()).containsExactly(LoginRefusal.CODE_NOT_SENT_AGAIN);
    }

    @Test
    void byQrCode() {
        Scripted prompt = new Scripted().scannedBy(ann::scan);

        assertThat(login.logIn(place, LoginWay.QR_CODE, Unfinished.REMOVE, prompt))
                .isEqualTo(ann.id());

        assertThat(prompt.asked()).isEmpty();
    }

    @Test
    void byQrCodeAndPassword() {
        ann.password("correct horse");
        Scripted prompt = new Scripted().scannedBy(ann::scan).password("correct horse");

        assertThat(login.logIn(place, LoginWay.QR_CODE, Unfinished.REMOVE, prompt))
                .isEqualTo(ann.id());

        assertThat(prompt.asked()).containsExactly("password, hint none");
    }

    @Test
    void byACodeThatComesByEmail() {
        ann.codeByEmail();
        Scripted prompt = new Scripted().phone(PHONE).emailCode("00000").emailCode("54321");

        assertThat(byPhone(prompt)).isEqualTo(ann.id());

        assertThat(prompt.asked())
                .containsExactly(
                        "phone number", "e-mail code of 5 at a*n@e*****e.org", "e-mail code of 5 at a*n@e*****e.org");
        assertThat(prompt.refusals()).containsExactly(LoginRefusal.CODE_WRONG);
    }

    @Test
    void whereTelegramWantsAnEmailAddress() {
        ann.emailRequired();
        Scripted prompt = new Scripted()
                .phone(PHONE)
                .email("ann")
                .email("ann@example.org")
                .emailCode("54321")
                .emailCode("54321");

        assertThat(byPhone(prompt)).isEqualTo(ann.id());

        assertThat(prompt.refusals()).containsExactly(LoginRefusal.EMAIL_ADDRESS_NOT_TAKEN);
    }

    @Test
    void aFloodWaitSaysHowLongAndLeavesNothing() {
        telegram.fail("auth.sendCode", 420, "FLOOD_WAIT_3600");

        assertThatThrownBy(() -> byPhone(new Scripted().phone(PHONE)))
                .isInstanceOfSatisfying(LoginException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.FLOOD_WAIT);
                    assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
                })
                .hasMessageContaining("in 3600 s")
                .hasMessageNotContaining("5550001111");
        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void whoHasNoAccountIsToldSoAndNoneIsMade() {
        ann.unregistered();

        assertThatThrownBy(() -> byPhone(new Scripted().phone(PHONE).code("54321")))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NO_ACCOUNT));

        assertThat(telegram.calls("auth.signUp")).isZero();
        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void aBannedNumberIsOver() {
        telegram.ban(ann);

        assertThatThrownBy(() -> byPhone(new Scripted().phone(PHONE)))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.BANNED));
    }

    @Test
    void oneThatIsBrokenOffGoesOnWhereItStood() {
        Scripted leaves = new Scripted().phone(PHONE).code(() -> {
            throw new IllegalStateException("the terminal is gone");
        });
        assertThatThrownBy(() -> login.logIn(place, LoginWay.PHONE, Unfinished.KEEP, leaves))
                .hasMessage("the terminal is gone");
        assertThat(place.directory()).isDirectory();

        Scripted comesBack = new Scripted().code("54321");
        assertThat(byPhone(comesBack)).isEqualTo(ann.id());

        assertThat(comesBack.asked()).hasSize(1);
        assertThat(telegram.calls("auth.sendCode")).isEqualTo(1);
    }

    @Test
    void oneThatIsBrokenOffLeavesNothingIfNobodyWantsToGoOn() {
        Scripted leaves = new Scripted().phone(PHONE).code(() -> {
            throw new IllegalStateException("the terminal is gone");
        });

        assertThatThrownBy(() -> byPhone(leaves)).hasMessage("the terminal is gone");

        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void whereNobodyAnswersItIsKeptForAnotherTry() {
        telegram.holdCalls("auth.sendCode");
        Login impatient = new Login(new ThroughLoopback(telegram), Duration.ofSeconds(1));

        assertThatThrownBy(() -> impatient.logIn(place, LoginWay.PHONE, Unfinished.KEEP, new Scripted().phone(PHONE)))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER));

        assertThat(place.directory()).isDirectory();
        telegram.release("auth.sendCode");
        assertThat(byPhone(new Scripted().phone(PHONE).code("54321"))).isEqualTo(ann.id());
    }

    @Test
    void anInterruptEndsItInOrder() {
        Scripted interrupted = new Scripted().phone(PHONE).code(() -> {
            Thread.currentThread().interrupt();
            return "54321";
        });

        assertThatThrownBy(() -> byPhone(interrupted))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(place.directory()).doesNotExist();
        assertThat(TdJson.load(TdLibraryForTests.path()).openClients()).isZero();
    }

    @Test
    void anotherKeyIsRefusedAndNothingIsLost() {
        byPhone(new Scripted().phone(PHONE).code("54321"));
        LoginPlace otherKey = place(Secrets.NONE);

        assertThatThrownBy(() -> login.logIn(otherKey, LoginWay.PHONE, Unfinished.REMOVE, new Scripted()))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.WRONG_KEY));

        assertThat(byPhone(new Scripted())).isEqualTo(ann.id());
    }

    @Test
    void loggingOutEndsTheSessionAtTelegramAndDeletesTheDirectory() {
        byPhone(new Scripted().phone(PHONE).code("54321"));

        login.logOut(place);

        assertThat(ann.logins()).isZero();
        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void aDirectoryThatIsOpenIsRefusedAtOnceAndLeftAlone() throws IOException {
        byPhone(new Scripted().phone(PHONE).code("54321"));
        Path real = place.directory().toRealPath();
        assertThat(DirectoryClaims.claim(real))
                .as("it was free after the login")
                .isTrue();

        assertThatThrownBy(() -> byPhone(new Scripted()))
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("open already in this process");
        assertThatThrownBy(() -> login.logOut(place)).isInstanceOf(LoginException.class);

        DirectoryClaims.release(real);
        assertThat(byPhone(new Scripted())).isEqualTo(ann.id());
    }

    @Test
    void whoIsNotLoggedInIsNotLoggedOut() throws IOException {
        Files.createDirectory(place.directory());

        assertThatThrownBy(() -> login.logOut(place))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_LOGGED_IN));

        assertThat(place.directory()).isDirectory();
    }

    /** TDLib would put an empty one in its place. */
    @Test
    void aDamagedLoginIsRefusedAndLeftAsItIs() throws IOException {
        byPhone(new Scripted().phone(PHONE).code("54321"));
        Path binlog = place.directory().resolve("td.binlog");
        byte[] damaged = Files.readAllBytes(binlog);
        damaged[60] ^= 1;
        Files.write(binlog, damaged);

        for (ThrowingCallable each :
                List.<ThrowingCallable>of(() -> byPhone(new Scripted()), () -> login.logOut(place))) {
            assertThatThrownBy(each)
                    .isInstanceOfSatisfying(
                            LoginException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.DIRECTORY))
                    .hasMessageContaining("its td.binlog is damaged");
            assertThat(binlog).hasBinaryContent(damaged);
        }
        assertThat(ann.logins()).isEqualTo(1);
        assertThat(DirectoryClaims.claim(place.directory().toRealPath()))
                .as("it is nobody's")
                .isTrue();
        DirectoryClaims.release(place.directory().toRealPath());
    }

    @Test
    void credentialsThatTelegramDoesNotKnowAreRefused() {
        telegram.fail("auth.sendCode", 400, "API_ID_INVALID");

        assertThatThrownBy(() -> byPhone(new Scripted().phone(PHONE)))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_REFUSED))
                .hasMessageContaining("https://my.telegram.org");
        assertThat(place.directory()).doesNotExist();
    }

    private long byPhone(LoginPrompt prompt) {
        return login.logIn(place, LoginWay.PHONE, Unfinished.REMOVE, prompt);
    }

    private LoginPlace place(Secrets secrets) {
        return new LoginPlace(folder.resolve("ann"), new SessionId("ann"), CREDENTIALS, secrets);
    }
}
