package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.ApiCredentials;
import io.adbot.telegram.Login.Unfinished;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link for a QR code lasts half a minute; TDLib then gives another one. */
class QrLoginTest {

    private static final String STATE =
            "{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationState%s'}}";

    @TempDir
    Path folder;

    private final ScriptedTdlib tdlib = new ScriptedTdlib();

    @Test
    void eachLinkIsShownUntilOneWasScanned() {
        tdlib.on("setTdlibParameters", request -> {
            tdlib.tell(STATE.formatted("WaitPhoneNumber"));
            return "{'@type':'ok'}";
        });
        tdlib.on("requestQrCodeAuthentication", request -> {
            tdlib.tell(link("one"));
            return "{'@type':'ok'}";
        });
        tdlib.answer("getMe", "{'@type':'user','id':7,'first_name':'Ann'}");
        List<String> shown = new ArrayList<>();
        Scripted prompt = new Scripted().scannedBy(link -> {
            shown.add(link);
            tdlib.tell(link.endsWith("one") ? link("another") : STATE.formatted("Ready"));
        });
        LoginPlace place = new LoginPlace(
                folder.resolve("ann"), new SessionId("ann"), new ApiCredentials(1, "hash"), Secrets.NONE);

        long user = new Login(tdlib, Duration.ofSeconds(10)).logIn(place, LoginWay.QR_CODE, Unfinished.REMOVE, prompt);

        assertThat(user).isEqualTo(7);
        assertThat(shown).containsExactly("tg://login?token=one", "tg://login?token=another");
        assertThat(tdlib.count("requestQrCodeAuthentication")).isEqualTo(1);
        assertThat(prompt.asked()).isEmpty();
    }

    private static String link(String token) {
        return STATE.formatted("WaitOtherDeviceConfirmation','link':'tg://login?token=" + token);
    }
}
