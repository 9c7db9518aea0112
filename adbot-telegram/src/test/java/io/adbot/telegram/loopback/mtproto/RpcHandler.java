package io.adbot.telegram.loopback.mtproto;

/** Who answers the calls of clients. Called from any thread, from several at once. */
@FunctionalInterface
public interface RpcHandler {

    /**
     * Answers a call.
     *
     * @param authKey the permanent key of whoever calls
     * @param call the method and its arguments
     * @return a value of the method's type: a {@link TlObject}, a {@code Boolean} or a {@code List}
     * @throws RpcError to refuse it
     */
    Object answer(long authKey, TlObject call);
}
