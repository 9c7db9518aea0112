package io.adbot.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.LoginRefusal;
import io.adbot.telegram.SentCode;
import io.adbot.telegram.SentCode.Way;
import io.adbot.telegram.SentEmailCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalPromptTest {

    private final List<String> asked = new ArrayList<>();
    private final StringWriter shown = new StringWriter();
    private String answer = "an answer";
    private final TerminalPrompt prompt = new TerminalPrompt(
            new Lines() {
                @Override
                public String read(String question) {
                    asked.add(question);
                    return answer;
                }

                @Override
                public String readSecret(String question) {
                    asked.add("secretly " + question);
                    return answer;
                }
            },
            new PrintWriter(shown));

    @Test
    void saysHowACodeWasSentAndHowElseItCanBe() {
        SentCode first = new SentCode(
                Way.TELEGRAM_MESSAGE,
                OptionalInt.of(5),
                Optional.empty(),
                Optional.of(Way.SMS),
                Duration.ofSeconds(60));
        SentCode last =
                new SentCode(Way.SMS_WORD, OptionalInt.empty(), Optional.of("b"), Optional.empty(), Duration.ZERO);

        assertThat(prompt.code(first)).contains("an answer");
        answer = "";
        assertThat(prompt.code(first)).as("sent by SMS").isEmpty();
        assertThat(prompt.code(last)).as("there is no other way").contains("");

        assertThat(asked)
                .containsExactly(
                        "Code from a message in Telegram, 5 characters; nothing to have it sent by an SMS, after 60 s",
                        "Code from a message in Telegram, 5 characters; nothing to have it sent by an SMS, after 60 s",
                        "Code from a word in an SMS (b)");
    }

    @Test
    void asksForAPasswordWithoutShowingIt() {
        prompt.password(Optional.of("the horse"));
        prompt.password(Optional.empty());

        assertThat(asked)
                .containsExactly(
                        "secretly Password of two-step verification (hint: the horse)",
                        "secretly Password of two-step verification");
    }

    @Test
    void asksForTheRest() {
        assertThat(prompt.phoneNumber()).isEqualTo("an answer");
        assertThat(prompt.emailAddress()).isEqualTo("an answer");
        assertThat(prompt.emailCode(new SentEmailCode(Optional.of("a*@b.org"), OptionalInt.of(6))))
                .isEqualTo("an answer");
        prompt.refused(LoginRefusal.CODE_WRONG);

        assertThat(asked).contains("Code from the e-mail to a*@b.org, 6 characters");
        assertThat(shown.toString()).contains("Not taken: that is not the code.");
    }

    @Test
    void showsALinkAsACode() {
        prompt.showLink("tg://login?token=abc");

        assertThat(shown.toString()).contains("Scan this in Telegram", "▀").doesNotContain("token");
    }
}
