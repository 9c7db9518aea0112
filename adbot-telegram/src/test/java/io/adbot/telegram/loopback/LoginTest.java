package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Logging in, in each of its forms, as TDLib goes through it. */
@NeedsTdlib
class LoginTest {

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account("+15550001111").code("54321");
    private TdDriver client;

    @BeforeEach
    void open() {
        client = new TdDriver(telegram, directory);
    }

    @AfterEach
    void close() {
        client.close();
        telegram.close();
    }

    @Test
    void aCodeLetsIn() {
        client.logIn(ann);
        ObjectNode me = client.ask("{'@type':'getMe'}");
        assertThat(me.path("id").asLong()).isEqualTo(ann.id());
        assertThat(me.path("phone_number").asString()).isEqualTo("15550001111");
        assertThat(ann.logins()).isEqualTo(1);
        assertThat(telegram.layer()).isEqualTo(229);
    }

    @Test
    void aLoginOutlivesItsClient() {
        client.logIn(ann).close();
        client = new TdDriver(telegram, directory);
        client.awaitState("Ready");
        assertThat(telegram.calls("auth.sendCode")).isEqualTo(1);
    }

    @Test
    void loggingOutEndsIt() {
        client.logIn(ann).ask("{'@type':'logOut'}");
        client.awaitState("Closed");
        assertThat(ann.logins()).isZero();
    }

    @Test
    void aWrongCodeIsRefusedAndTheRightOneStillTaken() {
        giveNumber();
        assertThat(giveCode("00000")).isEqualTo("400 PHONE_CODE_INVALID");
        assertThat(giveCode("54321")).isEqualTo("ok");
        client.awaitState("Ready");
    }

    @Test
    void anExpiredCodeIsRefused() {
        giveNumber();
        ann.codeExpired();
        assertThat(giveCode("54321")).isEqualTo("400 PHONE_CODE_EXPIRED");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        client.awaitState("WaitPhoneNumber");
        assertThat(result(client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'+15559999999'}")))
                .isEqualTo("400 PHONE_NUMBER_INVALID");
    }

    @Test
    void aBannedNumberIsRefused() {
        telegram.ban(ann);
        client.awaitState("WaitPhoneNumber");
        assertThat(result(client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", ann.phone())))
                .isEqualTo("400 PHONE_NUMBER_BANNED");
    }

    @Test
    void tooManyLoginsMustWait() {
        telegram.fail("auth.sendCode", 420, "FLOOD_WAIT_3600");
        client.awaitState("WaitPhoneNumber");
        assertThat(result(client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", ann.phone())))
                .isEqualTo("429 Too Many Requests: retry after 3600");
    }

    @Test
    void whoIsNotRegisteredMustDoSo() {
        ann.unregistered();
        giveNumber();
        giveCode("54321");
        client.awaitState("WaitRegistration");
        assertThat(result(client.ask("{'@type':'registerUser','first_name':'Anna','last_name':''}")))
                .isEqualTo("ok");
        client.awaitState("Ready");
        assertThat(client.ask("{'@type':'getMe'}").path("first_name").asString())
                .isEqualTo("Anna");
    }

    @Test
    void aPasswordIsCheckedWithoutBeingSaid() {
        ann.password("correct horse");
        giveNumber();
        giveCode("54321");
        client.awaitState("WaitPassword");
        assertThat(givePassword("wrong horse")).isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(givePassword("correct horse")).isEqualTo("ok");
        client.awaitState("Ready");
    }

    @Test
    void aScannedCodeLetsIn() {
        String link = showCode();
        ann.scan(link);
        client.awaitState("Ready");
        assertThat(client.ask("{'@type':'getMe'}").path("id").asLong()).isEqualTo(ann.id());
    }

    @Test
    void aScannedCodeDoesNotReplaceThePassword() {
        ann.password("correct horse");
        ann.scan(showCode());
        client.awaitState("WaitPassword");
        assertThat(givePassword("correct horse")).isEqualTo("ok");
        client.awaitState("Ready");
    }

    @Test
    void aCodeComesByEmail() {
        ann.codeByEmail();
        client.awaitState("WaitPhoneNumber");
        client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", ann.phone());
        client.awaitState("WaitEmailCode");
        assertThat(giveEmailCode("00000")).isEqualTo("400 PHONE_CODE_INVALID");
        assertThat(giveEmailCode("54321")).isEqualTo("ok");
        client.awaitState("Ready");
    }

    @Test
    void anEmailAddressIsDemanded() {
        ann.emailRequired();
        client.awaitState("WaitPhoneNumber");
        client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", ann.phone());
        client.awaitState("WaitEmailAddress");
        assertThat(result(client.ask("{'@type':'setAuthenticationEmailAddress','email_address':'ann'}")))
                .isEqualTo("400 EMAIL_INVALID");
        client.ask("{'@type':'setAuthenticationEmailAddress','email_address':'ann@example.org'}");
        client.awaitState("WaitEmailCode");
        assertThat(giveEmailCode("54321")).isEqualTo("ok");
        assertThat(giveEmailCode("54321")).isEqualTo("ok");
        client.awaitState("Ready");
    }

    private void giveNumber() {
        client.awaitState("WaitPhoneNumber");
        client.ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", ann.phone());
        client.awaitState("WaitCode");
    }

    private String giveCode(String code) {
        return result(client.ask("{'@type':'checkAuthenticationCode','code':'%s'}", code));
    }

    private String giveEmailCode(String code) {
        return result(client.ask(
                "{'@type':'checkAuthenticationEmailCode','code':{'@type':'emailAddressAuthenticationCode','code':'%s'}}",
                code));
    }

    private String givePassword(String password) {
        return result(client.ask("{'@type':'checkAuthenticationPassword','password':'%s'}", password));
    }

    private String showCode() {
        client.awaitState("WaitPhoneNumber");
        client.ask("{'@type':'requestQrCodeAuthentication','other_user_ids':[]}");
        return client.awaitState("WaitOtherDeviceConfirmation").path("link").asString();
    }

    private static String result(ObjectNode answer) {
        return answer.path("@type").asString().equals("error")
                ? answer.path("code").asInt() + " " + answer.path("message").asString()
                : answer.path("@type").asString();
    }
}
