package io.adbot.telegram.loopback.mtproto;

/**
 * A call is refused with a code and a text.
 *
 * @see <a href="https://core.telegram.org/api/errors">core.telegram.org/api/errors</a>
 */
public final class RpcError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** A refusal. */
    public RpcError(int code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** 420: not before so many seconds have passed. */
    public static RpcError wait(String what, long seconds) {
        return new RpcError(420, what + "_WAIT_" + seconds);
    }

    TlObject toTl() {
        return TlObject.of("rpc_error", "error_code", code, "error_message", getMessage());
    }
}
