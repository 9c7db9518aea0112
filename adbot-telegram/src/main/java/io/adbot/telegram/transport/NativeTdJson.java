package io.adbot.telegram.transport;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TDLib's functions, called directly. Strings cross as bytes in UTF-8 that end with a zero: JNA's own strings would use the
 * platform's charset on Java 17.
 */
final class NativeTdJson {

    private static @Nullable Path loaded;

    private NativeTdJson() {}

    /** Called on TDLib's threads; after a message of level 0 the process is aborted. */
    @FunctionalInterface
    interface LogCallback extends Callback {
        void invoke(int verbosity, Pointer message);
    }

    /**
     * Loads the library, once for the process: its functions are static, and so is the queue behind {@code td_receive}.
     *
     * @throws UnsatisfiedLinkError if it cannot be loaded, or is not TDLib
     * @throws IllegalStateException if another one was loaded before
     */
    static synchronized void load(Path library) {
        Path before = loaded;
        if (before == null) {
            Native.register(NativeTdJson.class, NativeLibrary.getInstance(library.toString()));
            loaded = library;
        } else if (!before.equals(library)) {
            throw new IllegalStateException(
                    "TDLib was loaded from " + before + " already, and a process has one; got " + library + " besides");
        }
    }

    static native int td_create_client_id();

    static native void td_send(int client, byte[] request);

    /** Must not be called by two threads at once: TDLib aborts the process. The answer is valid until the next call. */
    static native @Nullable Pointer td_receive(double seconds);

    /** The answer is valid until this thread's next call. */
    static native @Nullable Pointer td_execute(byte[] request);

    static native void td_set_log_message_callback(int mostVerbose, @Nullable LogCallback callback);

    /** What a pointer that is not null points at. */
    static byte[] bytes(Pointer text) {
        return text.getByteArray(0, Math.toIntExact(text.indexOf(0, (byte) 0)));
    }
}
