package io.adbot.telegram.loopback;

import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.Transport.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client of the real TDLib, driven in TDLib's own words, so that what a {@link LoopbackTelegram} does is seen as TDLib tells it.
 * Its only way out is that Telegram's proxy.
 */
final class TdDriver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Connection connection;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<ObjectNode>> asked = new ConcurrentHashMap<>();
    private final List<ObjectNode> updates = new CopyOnWriteArrayList<>();

    /** Opens a client in a directory, which may hold a session from before. */
    TdDriver(LoopbackTelegram telegram, Path directory) {
        this(telegram, TdLibraryForTests.path(), directory);
    }

    /** The same, with a TDLib of which it is known where it is. */
    TdDriver(LoopbackTelegram telegram, Path library, Path directory) {
        connection = TdJson.load(library).open(this::received);
        tell(
                "{'@type':'addProxy','enable':true,'proxy':{'@type':'proxy','server':'127.0.0.1','port':%d,"
                        + "'type':{'@type':'proxyTypeSocks5'}}}",
                telegram.proxyPort());
        ask(
                "{'@type':'setTdlibParameters','database_directory':'%s','api_id':12345,"
                        + "'api_hash':'0123456789abcdef0123456789abcdef','system_language_code':'en',"
                        + "'device_model':'test','application_version':'1'}",
                directory);
    }

    /** Asks, and waits for the answer, be it an error; in the request stand single quotes for double ones. */
    ObjectNode ask(String request, Object... arguments) {
        try {
            return begin(request, arguments).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks, and does not wait. */
    CompletableFuture<ObjectNode> begin(String request, Object... arguments) {
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        long number = numbers.incrementAndGet();
        asked.put(number, answer);
        connection.send(json(request, arguments).put("@extra", number));
        return answer;
    }

    /** Logs in with number and code. */
    TdDriver logIn(Account account) {
        awaitState("WaitPhoneNumber");
        ask("{'@type':'setAuthenticationPhoneNumber','phone_number':'%s'}", account.phone());
        awaitState("WaitCode");
        ask("{'@type':'checkAuthenticationCode','code':'%s'}", account.code());
        awaitState("Ready");
        return this;
    }

    /** Waits until it is told of a state of its authorization. */
    ObjectNode awaitState(String state) {
        Awaitility.await("authorizationState" + state + "; it is " + state())
                .atMost(LIMIT)
                .until(() -> state().path("@type").asString().equals("authorizationState" + state));
        return state();
    }

    /** The last state of its authorization. */
    ObjectNode state() {
        return updates("updateAuthorizationState").stream()
                .reduce((earlier, later) -> later)
                .map(update -> (ObjectNode) update.path("authorization_state"))
                .orElseGet(JSON::createObjectNode);
    }

    /** What it was told of one kind. */
    List<ObjectNode> updates(String type) {
        return updates.stream()
                .filter(update -> update.path("@type").asString().equals(type))
                .toList();
    }

    /** Finds a public chat by its name. */
    TdDriver resolve(Chat chat) {
        ObjectNode found = ask(
                "{'@type':'searchPublicChat','username':'%s'}", chat.username().orElseThrow());
        if (found.path("id").asLong() != chat.chatId()) {
            throw new AssertionError("Not found: " + found);
        }
        return this;
    }

    /** Loads a message by its link. */
    ObjectNode open(Channel channel, int messageId) {
        return ask("{'@type':'getMessageLinkInfo','url':'%s'}", channel.link(messageId));
    }

    /** Forwards a message, which must be loaded; what comes of it is to be awaited. */
    Sent forward(Channel from, int messageId, Chat to) {
        return sent(ask(
                "{'@type':'forwardMessages','chat_id':%d,'from_chat_id':%d,'message_ids':[%d]}",
                to.chatId(), from.chatId(), (long) messageId << 20));
    }

    /** Sends a text; what comes of it is to be awaited. */
    Sent send(String text, Chat to) {
        return sent(ask(
                "{'@type':'sendMessage','chat_id':%d,'input_message_content':{'@type':'inputMessageText',"
                        + "'text':{'@type':'formattedText','text':'%s'}}}",
                to.chatId(), text));
    }

    /** What TDLib gave for a message that is to be sent. */
    Sent sent(ObjectNode answer) {
        ObjectNode message =
                answer.has("messages") && answer.path("messages").path(0).isObject()
                        ? (ObjectNode) answer.path("messages").path(0)
                        : answer;
        return new Sent(message);
    }

    /** Closes the client and waits until it is. */
    @Override
    public void close() {
        if (!state().path("@type").asString().equals("authorizationStateClosed")) {
            tell("{'@type':'close'}");
            awaitState("Closed");
        }
    }

    private void tell(String request, Object... arguments) {
        connection.send(json(request, arguments));
    }

    @SuppressWarnings("AnnotateFormatMethod") // The JDK has no such annotation.
    private static ObjectNode json(String request, Object... arguments) {
        return (ObjectNode) JSON.readTree(request.formatted(arguments).replace('\'', '"'));
    }

    private void received(ObjectNode message) {
        CompletableFuture<ObjectNode> answer =
                message.has("@extra") ? asked.remove(message.path("@extra").asLong()) : null;
        if (answer == null) {
            updates.add(message);
        } else {
            answer.complete(message);
        }
    }

    /** A message on its way; or, if TDLib took none, what it said instead. */
    final class Sent {

        private final ObjectNode message;

        Sent(ObjectNode message) {
            this.message = message;
        }

        /** What TDLib said at once. */
        ObjectNode answer() {
            return message;
        }

        /** The update that ends it, if it has come. */
        ObjectNode end() {
            return updates.stream()
                    .filter(update -> update.path("@type").asString().startsWith("updateMessageSend")
                            && update.has("old_message_id")
                            && update.path("old_message_id").asLong()
                                    == message.path("id").asLong()
                            && update.path("message").path("chat_id").asLong()
                                    == message.path("chat_id").asLong())
                    .findFirst()
                    .orElse(null);
        }

        /** Waits until it was delivered. */
        ObjectNode delivered() {
            ObjectNode end = awaitEnd();
            if (!end.path("@type").asString().equals("updateMessageSendSucceeded")) {
                throw new AssertionError("Not delivered: " + end.path("error"));
            }
            return end;
        }

        /** Waits until it was refused, and says with what. */
        String refused() {
            ObjectNode end = awaitEnd();
            if (!end.path("@type").asString().equals("updateMessageSendFailed")) {
                throw new AssertionError("Not refused");
            }
            return end.path("error").path("code").asInt() + " "
                    + end.path("error").path("message").asString();
        }

        private ObjectNode awaitEnd() {
            if (!message.path("@type").asString().equals("message")) {
                throw new AssertionError("Not even begun: " + message);
            }
            Awaitility.await("the end of a send").atMost(LIMIT).until(() -> end() != null);
            return end();
        }
    }
}
