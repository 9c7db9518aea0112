package io.adbot.testkit;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a test says of one session in one group; it goes before what the behaviour would draw. */
final class Script {

    private final ArrayDeque<Answer> answers = new ArrayDeque<>(1);

    /** Why the session may not post, as a question about permission finds out. */
    @Nullable
    String denied;

    /** Why the session may not post, as only a send finds out. */
    @Nullable
    String refused;

    /** It may post, whatever would be drawn. */
    boolean allowed;

    void add(Answer answer) {
        answers.add(answer);
    }

    /** The answer to the next send; null if the script has none for it. */
    @Nullable
    Answer next() {
        return answers.poll();
    }
}
