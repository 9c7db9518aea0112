package io.adbot.cli.engine;

import io.adbot.telegram.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lets in whoever gives a number and the code {@code 12345}, and knows its directories again by a file in them. Every chat is a group in
 * which everybody may post. */
final class FakeTdlib implements Transport {

    static final long USER = 4242;

    /** With which application each client has signed in. */
    final List<Integer> apiIds = new ArrayList<>();

    /** The chats that messages were sent to, in order. */
    final List<Long> sentTo = new CopyOnWriteArrayList<>();

    @Override
    public Connection open(Receiver receiver) {
        return new Client(receiver);
    }

    private final class Client implements Connection {
        private final Receiver receiver;
        private Path login = Path.of("nowhere");

        Client(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(ObjectNode request) {
            try {
                answer(request, request.path("@type").asString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void answer(ObjectNode request, String type) throws IOException {
            switch (type) {
                case "setTdlibParameters" -> {
                    login = Path.of(request.path("database_directory").asString(), "login");
                    apiIds.add(request.path("api_id").asInt());
                    tell(request, object("ok"));
                    state(Files.exists(login) ? "Ready" : "WaitPhoneNumber");
                }
                case "setAuthenticationPhoneNumber" -> {
                    tell(request, object("ok"));
                    ObjectNode code = object("authorizationStateWaitCode");
                    code.putObject("code_info")
                            .put("timeout", 0)
                            .putObject("type")
                            .put("@type", "authenticationCodeTypeSms")
                            .put("length", 5);
                    state(code);
                }
                case "checkAuthenticationCode" -> {
                    if (request.path("code").asString().equals("12345")) {
                        Files.writeString(login, "in");
                        tell(request, object("ok"));
                        state("Ready");
                    } else {
                        tell(request, object("error").put("code", 400).put("message", "PHONE_CODE_INVALID"));
                    }
                }
                case "getChat" -> {
                    long id = request.path("chat_id").asLong();
                    tell(request, chat(id, object("chatTypeBasicGroup").put("basic_group_id", -id)));
                }
                case "getBasicGroup" -> {
                    ObjectNode group = object("basicGroup")
                            .put("id", request.path("basic_group_id").asLong())
                            .put("is_active", true);
                    group.set("status", object("chatMemberStatusMember"));
                    tell(request, group);
                }
                case "createPrivateChat" ->
                    tell(request, chat(USER, object("chatTypePrivate").put("user_id", USER)));
                case "sendMessage" -> {
                    long chat = request.path("chat_id").asLong();
                    sentTo.add(chat);
                    ObjectNode pending = message(chat, 1);
                    pending.set("sending_state", object("messageSendingStatePending"));
                    tell(request, pending);
                    ObjectNode sent = object("updateMessageSendSucceeded").put("old_message_id", 1);
                    sent.set("message", message(chat, 2));
                    receiver.received(sent);
                }
                case "getMe" -> tell(request, object("user").put("id", USER).put("first_name", "Ann"));
                case "logOut" -> {
                    Files.delete(login);
                    tell(request, object("ok"));
                    state("Closed");
                }
                case "close" -> {
                    tell(request, object("ok"));
                    state("Closed");
                }
                default -> throw new AssertionError("asked for " + type);
            }
        }

        private static ObjectNode chat(long id, ObjectNode type) {
            ObjectNode chat = object("chat").put("id", id).put("title", "Market");
            chat.set("type", type);
            chat.set("permissions", object("chatPermissions").put("can_send_basic_messages", true));
            return chat;
        }

        private static ObjectNode message(long chat, long id) {
            ObjectNode message = object("message").put("id", id).put("chat_id", chat);
            message.set("content", object("messageText"));
            return message;
        }

        private void state(String name) {
            state(object("authorizationState" + name));
        }

        private void state(ObjectNode state) {
            ObjectNode update = object("updateAuthorizationState");
            update.set("authorization_state", state);
            receiver.received(update);
        }

        private void tell(ObjectNode request, ObjectNode answer) {
            answer.set("@extra", request.get("@extra"));
            receiver.received(answer);
        }

        private static ObjectNode object(String type) {
            return JsonNodeFactory.instance.objectNode().put("@type", type);
        }
    }
}
