package io.adbot.telegram.td;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.Ok;
import io.adbot.telegram.td.Answers.TdError;
import io.adbot.telegram.td.Answers.User;
import io.adbot.telegram.td.Requests.Close;
import io.adbot.telegram.td.Requests.GetMe;
import io.adbot.telegram.transport.Transport;
import io.adbot.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TdClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime();
    private final SilentTdlib tdlib = new SilentTdlib();
    private final List<Update> updates = new ArrayList<>();
    private final TdClient client = new TdClient(tdlib, time, updates::add);

    @Test
    void anAnswerGoesToWhoAsked() {
        CompletableFuture<Ok> close = client.ask(new Close(), LIMIT).toCompletableFuture();
        CompletableFuture<User> me = client.ask(new GetMe(), LIMIT).toCompletableFuture();

        tdlib.answer(1, answer("user").put("id", 42).put("first_name", "Ann"));
        time.advance(Duration.ZERO);

        assertThat(me).isCompletedWithValue(new User(42, "Ann", null));
        assertThat(close).isNotDone();
        assertThat(client.open()).isEqualTo(1);
    }

    @Test
    void anErrorIsAnException() {
        CompletableFuture<User> me = client.ask(new GetMe(), LIMIT).toCompletableFuture();

        tdlib.answer(0, answer("error").put("code", 401).put("message", "Unauthorized"));
        time.advance(Duration.ZERO);

        assertThatThrownBy(me::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TdException.class)
                .satisfies(failure -> assertThat(((TdException) failure.getCause()).error())
                        .isEqualTo(new TdError(401, "Unauthorized")));
    }

    @Test
    void whatIsNotAnsweredInTimeFailsAndALateAnswerChangesNothing() {
        CompletableFuture<User> me = client.ask(new GetMe(), LIMIT).toCompletableFuture();

        time.advance(LIMIT.minusNanos(1));
        assertThat(me).isNotDone();
        time.advance(Duration.ofNanos(1));

        assertNoAnswer(me, "no answer to getMe in time");
        assertThat(client.open()).isZero();
        tdlib.answer(0, answer("user").put("id", 42).put("first_name", "Ann"));
        time.advance(Duration.ZERO);
        assertNoAnswer(me, "no answer to getMe in time");
    }

    @Test
    void anAnswerEndsTheWaitForIt() {
        client.ask(new GetMe(), LIMIT);

        tdlib.answer(0, answer("user").put("id", 42).put("first_name", "Ann"));
        time.advance(Duration.ZERO);

        assertThat(time.pending()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoAnswer() {
        CompletableFuture<User> me = client.ask(new GetMe(), LIMIT).toCompletableFuture();

        tdlib.answer(0, answer("user").put("id", "nobody"));
        time.advance(Duration.ZERO);

        assertNoAnswer(me, "the answer to getMe could not be read");
    }

    @Test
    void updatesComeInOrderAndWhatCannotBeReadIsLeftOut() {
        tdlib.tell(answer("updateFreezeState").put("is_frozen", true));
        tdlib.tell(answer("updateFreezeState").put("is_frozen", "perhaps"));
        tdlib.tell(answer("updateFreezeState").put("is_frozen", false));
        assertThat(updates).as("not on TDLib's thread").isEmpty();
        time.advance(Duration.ZERO);

        assertThat(updates).containsExactly(new Update.FreezeState(true), new Update.FreezeState(false));
    }

    @Test
    void whoIsClosedAnswersNoMore() {
        CompletableFuture<User> before = client.ask(new GetMe(), LIMIT).toCompletableFuture();
        ObjectNode closed = answer("updateAuthorizationState");
        closed.putObject("authorization_state").put("@type", "authorizationStateClosed");

        tdlib.tell(closed);
        time.advance(Duration.ZERO);
        CompletableFuture<User> after = client.ask(new GetMe(), LIMIT).toCompletableFuture();

        assertThat(updates).containsExactly(new Update.Authorization(new Closed()));
        assertNoAnswer(before, "the client was closed");
        assertNoAnswer(after, "the client is closed");
        assertThat(tdlib.asked).hasSize(1);
        assertThat(time.pending()).isEmpty();
    }

    private static void assertNoAnswer(CompletableFuture<?> asked, String why) {
        assertThatThrownBy(asked::join)
                .hasCauseInstanceOf(NoAnswerException.class)
                .hasMessageContaining(why);
    }

    private static ObjectNode answer(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    /** Says only what it is told to. */
    private static final class SilentTdlib implements Transport {
        private final List<ObjectNode> asked = new ArrayList<>();
        private Receiver receiver;

        @Override
        public Connection open(Receiver to) {
            receiver = to;
            return asked::add;
        }

        void answer(int question, ObjectNode answer) {
            answer.set("@extra", asked.get(question).get("@extra"));
            tell(answer);
        }

        void tell(ObjectNode message) {
            receiver.received(message);
        }
    }
}
