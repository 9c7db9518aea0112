package io.adbot.telegram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who logs in by a script: says what it was told to say, in this order, and notes what it was asked. */
final class Scripted implements LoginPrompt {

    private record Line(String to, Supplier<Optional<String>> words) {}

    private final Deque<Line> script = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<LoginRefusal> refusals = new ArrayList<>();
    private Consumer<String> otherDevice = link -> {
        throw new AssertionError("nobody scans codes here");
    };

    Scripted phone(String number) {
        return line("phone", () -> Optional.of(number));
    }

    Scripted code(String code) {
        return line("code", () -> Optional.of(code));
    }

    Scripted code(Supplier<String> code) {
        return line("code", () -> Optional.of(code.get()));
    }

    Scripted codeAgain() {
        return line("code", Optional::empty);
    }

    Scripted password(String password) {
        return line("password", () -> Optional.of(password));
    }

    Scripted email(String address) {
        return line("email", () -> Optional.of(address));
    }

    Scripted emailCode(String code) {
        return line("emailCode", () -> Optional.of(code));
    }

    Scripted scannedBy(Consumer<String> device) {
        otherDevice = device;
        return this;
    }

    /** What it was asked. */
    List<String> asked() {
        return asked;
    }

    /** What it was told not to have been taken. */
    List<LoginRefusal> refusals() {
        return refusals;
    }

    @Override
    public String phoneNumber() {
        return say("phone", "phone number").orElseThrow();
    }

    @Override
    public Optional<String> code(SentCode sent) {
        return say(
                "code",
                "code of " + sent.length().orElse(0) + " by " + sent.way() + ", next "
                        + sent.next().map(SentCode.Way::name).orElse("none"));
    }

    @Override
    public String password(Optional<String> hint) {
        return say("password", "password, hint " + hint.orElse("none")).orElseThrow();
    }

    @Override
    public String emailAddress() {
        return say("email", "e-mail address").orElseThrow();
    }

    @Override
    public String emailCode(SentEmailCode sent) {
        return say(
                        "emailCode",
                        "e-mail code of " + sent.length().orElse(0) + " at "
                                + sent.address().orElse("?"))
                .orElseThrow();
    }

    @Override
    public void showLink(String link) {
        otherDevice.accept(link);
    }

    @Override
    public void refused(LoginRefusal why) {
        refusals.add(why);
    }

    private Optional<String> say(String to, String question) {
        asked.add(question);
        Line next = script.poll();
        if (next == null || !next.to().equals(to)) {
            throw new AssertionError("asked for " + question + ", but the script has " + next);
        }
        return next.words().get();
    }

    private Scripted line(String to, Supplier<Optional<String>> words) {
        script.add(new Line(to, words));
        return this;
    }
}
