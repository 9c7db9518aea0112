package io.adbot.telegram;

import io.adbot.telegram.transport.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TDLib that answers as a test says, for what the real one does too rarely to wait for. Logged in, in one group, {@code -100500}, by
 * default; in JSON stand single quotes for double ones.
 */
final class ScriptedTdlib implements Transport {

    private static final JsonMapper JSON = new JsonMapper();

    /** What it was asked, in order. */
    final List<ObjectNode> requests = new ArrayList<>();

    private final Map<String, Function<ObjectNode, @Nullable String>> answers = new HashMap<>();
    private @Nullable Receiver receiver;

    ScriptedTdlib() {
        answer(
                "getChat",
                "{'@type':'chat','id':-1000000000500,'type':{'@type':'chatTypeSupergroup','supergroup_id':500},"
                        + "'permissions':{'@type':'chatPermissions','can_send_basic_messages':true}}");
        answer("getSupergroup", "{'@type':'supergroup','id':500,'status':{'@type':'chatMemberStatusMember'}}");
        answer(
                "getMessage",
                "{'@type':'message','id':5242880,'chat_id':-1000000000500,'content':{'@type':'messageText'}}");
        answer("deleteMessages", "{'@type':'ok'}");
        on("setTdlibParameters", request -> {
            tell("{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationStateReady'}}");
            return "{'@type':'ok'}";
        });
        on("close", request -> {
            tell("{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationStateClosed'}}");
            return "{'@type':'ok'}";
        });
    }

    void answer(String type, String json) {
        on(type, request -> json);
    }

    /** Answers requests of a type like this, with null not at all; gives how it did before. */
    @Nullable
    Function<ObjectNode, @Nullable String> on(String type, Function<ObjectNode, @Nullable String> how) {
        return answers.put(type, how);
    }

    /** How many requests of a type it was asked. */
    long count(String type) {
        return requests.stream()
                .filter(request -> request.path("@type").asString().equals(type))
                .count();
    }

    /** Gives an update. */
    void tell(String json) {
        receiver.received(read(json));
    }

    /** Answers a request that had no answer yet. */
    void answer(ObjectNode request, String json) {
        ObjectNode answer = read(json);
        answer.set("@extra", request.get("@extra"));
        receiver.received(answer);
    }

    /** Says in its log that the account was banned. */
    void ban() {
        receiver.banned();
    }

    /** The only request of a type. */
    ObjectNode request(String type) {
        List<ObjectNode> all = requests.stream()
                .filter(request -> request.path("@type").asString().equals(type))
                .toList();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " requests of type " + type);
        }
        return all.get(0);
    }

    @Override
    public Connection open(Receiver to) {
        receiver = to;
        return request -> {
            requests.add(request);
            String type = request.path("@type").asString();
            Function<ObjectNode, @Nullable String> how = answers.get(type);
            if (how == null) {
                throw new AssertionError("asked for " + type);
            }
            String answer = how.apply(request);
            if (answer != null) {
                ObjectNode json = read(answer);
                json.set("@extra", request.get("@extra"));
                to.received(json);
            }
        };
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }
}
