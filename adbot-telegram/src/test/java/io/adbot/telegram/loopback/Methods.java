package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.mtproto.RpcError;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.HashMap;
import java.util.Map;

/** What can be called, by name. */
final class Methods {

    private final Map<String, Method> methods = new HashMap<>();

    /** A method that anybody may call. */
    void anybody(String name, Method method) {
        methods.put(name, method);
    }

    /** A method for those who are logged in. */
    void accounts(String name, Method method) {
        methods.put(name, (caller, call) -> {
            if (caller.account() == null) {
                throw new RpcError(401, caller.loss() == null ? "AUTH_KEY_UNREGISTERED" : caller.loss());
            }
            return method.answer(caller, call);
        });
    }

    Object answer(Caller caller, TlObject call) {
        Method method = methods.get(call.name());
        if (method == null) {
            throw new RpcError(400, "METHOD_NOT_IN_LOOPBACK");
        }
        return method.answer(caller, call);
    }

    /** How a method answers: with a value of its type, or with an {@link RpcError}. */
    @FunctionalInterface
    interface Method {
        Object answer(Caller caller, TlObject call);
    }

    /**
     * Who calls.
     *
     * @param authKey with which key
     * @param account who is logged in with it; {@code null} if nobody is
     * @param loss why nobody is any more; {@code null} if that is no reason
     */
    record Caller(long authKey, Account account, String loss) {}
}
