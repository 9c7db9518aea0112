package io.adbot.telegram.transport;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TDLib's log, told to slf4j: errors as {@code WARN}, warnings as {@code DEBUG}. In more detail TDLib shows all that it is asked and
 * answers, phone numbers, codes and texts; so that is asked for only if {@code TRACE} is on. Numbers that may be somebody's are masked
 * in all of it, and of an error no objects are told, in which texts might be.
 */
final class TdLog {

    private static final Logger log = LoggerFactory.getLogger("io.adbot.telegram.tdlib");

    // TDLib's levels, from td/tdutils/td/utils/logging.h.
    private static final int FATAL = 0;
    private static final int ERROR = 1;
    private static final int WARNING = 2;
    private static final int INFO = 3;

    private static final int LONGEST = 300;

    /** Where one is part of an address in memory, it is nobody's. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!0x[0-9a-fA-F]{0,16})\\+?[0-9]{5,}");

    /** The client stands in brackets; the sentence is AuthManager's. */
    private static final Pattern BAN = Pattern.compile("\\[#(\\d{1,9})\\].*Your account was banned", Pattern.DOTALL);

    private static volatile IntConsumer banned = client -> {};

    /** Kept for ever: TDLib calls it until the process ends. */
    private static final NativeTdJson.LogCallback CALLBACK = TdLog::said;

    private TdLog() {}

    static void install() {
        Native.setCallbackThreadInitializer(CALLBACK, new CallbackThreadInitializer(true, false, "tdlib"));
        int level = log.isTraceEnabled() ? INFO : log.isDebugEnabled() ? WARNING : ERROR;
        NativeTdJson.td_execute(("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":" + level + "}\0")
                .getBytes(StandardCharsets.US_ASCII));
        NativeTdJson.td_execute("{\"@type\":\"setLogStream\",\"log_stream\":{\"@type\":\"logStreamEmpty\"}}\0"
                .getBytes(StandardCharsets.US_ASCII));
        NativeTdJson.td_set_log_message_callback(level, CALLBACK);
    }

    /** Calls for each client of which TDLib says that its account was banned, on a thread of TDLib's. */
    static void onBan(IntConsumer listener) {
        banned = listener;
    }

    private static void said(int verbosity, Pointer message) {
        String said = new String(NativeTdJson.bytes(message), StandardCharsets.UTF_8);
        bannedIn(said).ifPresent(banned);
        String text = masked(said);
        switch (verbosity) {
            case FATAL -> log.error("{}", withoutObjects(text));
            case ERROR -> log.warn("{}", withoutObjects(text));
            case WARNING -> log.debug("{}", text);
            default -> log.trace("{}", text);
        }
    }

    /** The client of which a text says that its account was banned. */
    static OptionalInt bannedIn(String text) {
        Matcher ban = BAN.matcher(text);
        return ban.find() ? OptionalInt.of(Integer.parseInt(ban.group(1))) : OptionalInt.empty();
    }

    /** Up to the first object, which may be a message with what it says. */
    static String withoutObjects(String text) {
        int object = text.indexOf('{');
        String plain = object < 0 ? text : text.substring(0, object) + "{…}";
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    static String masked(String text) {
        return LONG_NUMBER.matcher(text.strip()).replaceAll("***");
    }
}
