package io.adbot.cli.login;

import io.adbot.telegram.LoginPrompt;
import io.adbot.telegram.LoginRefusal;
import io.adbot.telegram.SentCode;
import io.adbot.telegram.SentEmailCode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks a person at a terminal. */
public final class TerminalPrompt implements LoginPrompt {

    private final Lines lines;
    private final PrintWriter out;

    /** Reads there and tells here. */
    public TerminalPrompt(Lines lines, PrintWriter out) {
        this.lines = lines;
        this.out = out;
    }

    @Override
    public String phoneNumber() {
        return lines.read("Phone number, with + and the country's code");
    }

    @Override
    public Optional<String> code(SentCode sent) {
        String answer = lines.read("Code from " + sent.way().text() + characters(sent.length())
                + sent.hint().map(hint -> " (" + hint + ")").orElse("")
                + sent.next()
                        .map(next -> "; nothing to have it sent by " + next.text() + after(sent))
                        .orElse(""));
        return answer.isBlank() && sent.next().isPresent() ? Optional.empty() : Optional.of(answer);
    }

    @Override
    public String password(Optional<String> hint) {
        return lines.readSecret("Password of two-step verification"
                + hint.map(text -> " (hint: " + text + ")").orElse(""));
    }

    @Override
    public String emailAddress() {
        return lines.read("Telegram wants an e-mail address for this account");
    }

    @Override
    public String emailCode(SentEmailCode sent) {
        return lines.read(
                "Code from the e-mail" + sent.address().map(to -> " to " + to).orElse("") + characters(sent.length()));
    }

    @Override
    public void showLink(String link) {
        out.println("Scan this in Telegram, Settings, Devices, Link Desktop Device:");
        QrCodeText.of(link).forEach(out::println);
        out.flush();
    }

    @Override
    public void refused(LoginRefusal why) {
        out.println("Not taken: " + why.text() + ".");
        out.flush();
    }

    private static String characters(OptionalInt length) {
        return length.isPresent() ? ", " + length.getAsInt() + " characters" : "";
    }

    private static String after(SentCode sent) {
        return sent.again().isZero() ? "" : ", after " + sent.again().toSeconds() + " s";
    }
}
