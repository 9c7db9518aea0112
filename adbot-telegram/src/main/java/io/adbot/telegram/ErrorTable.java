package io.adbot.telegram;

import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.Answers.TdError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each error of Telegram's and TDLib's means for a send, in one table. The first row that fits decides. Texts in capitals are
 * Telegram's, documented at <a href="https://core.telegram.org/method/messages.sendMessage#possible-errors">messages.sendMessage</a>,
 * <a href="https://core.telegram.org/method/messages.forwardMessages#possible-errors">messages.forwardMessages</a> and
 * <a href="https://core.telegram.org/api/errors">API errors</a>; those in words are TDLib's own, of
 * <a href="https://github.com/tdlib/td/tree/master/td/telegram">td/telegram</a>, and come before anything was sent.
 *
 * <p>A code of 400, 403, 404, 406, 420 and 429 is a refusal: Telegram posts nothing of what it refuses. Any other may mean anything, and what
 * was handed to Telegram before it may have been posted.
 */
final class ErrorTable {

    private static final Logger log = LoggerFactory.getLogger(TelegramPort.class);

    private static final String SEND = "https://core.telegram.org/method/messages.sendMessage#possible-errors";
    private static final String FORWARD = "https://core.telegram.org/method/messages.forwardMessages#possible-errors";
    private static final String ERRORS = "https://core.telegram.org/api/errors";
    private static final String AUTH = "https://core.telegram.org/api/errors#401-unauthorized";
    private static final String FREEZE = "https://core.telegram.org/api/auth#frozen-accounts";
    private static final String STARS = "https://core.telegram.org/api/paid-messages";
    private static final String TDLIB = "https://github.com/tdlib/td/blob/master/td/telegram/MessagesManager.cpp";

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern NUMBER_AT_END = Pattern.compile(".*?(\\d{1,9})");

    /** The rows, in the order in which they are tried. */
    static final List<Row> ROWS = List.of(
            // The account. A 401 is the only thing that ends one; what a group does to it does not.
            row("USER_DEACTIVATED(_BAN)?", AUTH, e -> new SendOutcome.AccountLost(true, e.message())),
            row("AUTH_KEY_(UNREGISTERED|INVALID|DUPLICATED|PERM_EMPTY)", AUTH, e -> lost(e)),
            row("SESSION_(REVOKED|EXPIRED|PASSWORD_NEEDED)", AUTH, e -> lost(e)),
            row(401, ".*", AUTH, e -> lost(e)),
            row("PEER_FLOOD", SEND, e -> new SendOutcome.AccountLimited(e.message())),
            row("FROZEN_.*", FREEZE, e -> new SendOutcome.AccountLimited(e.message())),

            // Waits. TDLib says 429 for either; whether it is slow mode, whoever asks finds out from the group.
            row("SLOWMODE_WAIT_(\\d+)", SEND, e -> new SendOutcome.SlowMode(seconds(e))),
            row("(FLOOD_WAIT|FLOOD_PREMIUM_WAIT|FLOOD_TEST_PHONE_WAIT)_(\\d+)", ERRORS, e -> flood(e)),
            row(429, ".*", ERRORS, e -> flood(e)),
            row(420, ".*", ERRORS, e -> flood(e)),

            // The content.
            row("MESSAGE_(TOO_LONG|EMPTY)", SEND, e -> rejected(e)),
            row("CHAT_FORWARDS_RESTRICTED", FORWARD, e -> rejected(e)),
            row("Message has protected content and can't be forwarded", TDLIB, e -> rejected(e)),
            row("MESSAGE_ID_INVALID|MESSAGE_IDS_EMPTY", FORWARD, e -> rejected(e)),
            row("MEDIA_(EMPTY|INVALID|CAPTION_TOO_LONG)", SEND, e -> rejected(e)),
            row(
                    "(ENTITY_BOUNDS_INVALID|ENTITIES_TOO_LONG|ENTITY_MENTION_USER_INVALID|WC_CONVERT_URL_INVALID)",
                    SEND,
                    e -> rejected(e)),
            row("(QUIZ|POLL)_.*", FORWARD, e -> rejected(e)),
            row("Message must be non-empty|Message is too long|Message text is empty", TDLIB, e -> rejected(e)),

            // The source.
            row(
                    "Chat to forward messages from not found|Can't access the chat( to forward messages from)?",
                    TDLIB,
                    e -> source(e)),

            // The group, and what the account may do in it.
            row("CHAT_(WRITE|SEND_[A-Z_]+|GUEST_SEND)_?FORBIDDEN", SEND, e -> denied(e)),
            row("CHAT_(RESTRICTED|ADMIN_REQUIRED|FORBIDDEN|ID_INVALID|INVALID|NOT_MODIFIED)", SEND, e -> denied(e)),
            row("USER_(BANNED_IN_CHANNEL|NOT_PARTICIPANT|IS_BLOCKED|IS_BOT|BOT_REQUIRED)", SEND, e -> denied(e)),
            row("CHANNEL_(PRIVATE|INVALID|FORUM_MISSING)", SEND, e -> denied(e)),
            row("PEER_ID_INVALID|INPUT_USER_DEACTIVATED|YOU_BLOCKED_USER|SEND_AS_PEER_INVALID", SEND, e -> denied(e)),
            row("TOPIC_(CLOSED|DELETED|ID_INVALID)", SEND, e -> denied(e)),
            row("(ALLOW_PAYMENT_REQUIRED|STARS_PAYMENT_REQUIRED|BALANCE_TOO_LOW).*", STARS, e -> denied(e)),
            row("PRIVACY_PREMIUM_REQUIRED|PREMIUM_ACCOUNT_REQUIRED", SEND, e -> denied(e)),
            row("Have no (write access to|rights to send).*|Not enough rights.*|Chat not found", TDLIB, e -> denied(e)),
            row(
                    "Need administrator rights in the channel chat|Chat to forward messages to not found",
                    TDLIB,
                    e -> denied(e)),
            row("The chat is not a forum", TDLIB, e -> denied(e)),
            row("(Topic|Message thread|Forum topic) (not found|is closed)", TDLIB, e -> denied(e)),
            row(403, ".*", ERRORS, e -> denied(e)),

            // The account's files.
            row("Can't lock file .*", TDLIB, e -> new SendOutcome.Transient("another process has its directory open")),

            // What may have been posted: the number has been used, or nobody knows.
            row("RANDOM_ID_DUPLICATE", SEND, e -> new SendOutcome.Unknown(e.message())),
            row("Request aborted", TDLIB, e -> new SendOutcome.Unknown(e.message())));

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private ErrorTable() {}

    /**
     * What becomes of a send that ended in this error.
     *
     * @param handedOver whether Telegram may have it: false for an error that came in place of a message
     */
    static SendOutcome outcome(TdError error, boolean handedOver) {
        for (Row row : ROWS) {
            if (row.fits(error)) {
                return row.meaning.apply(error);
            }
        }
        SendOutcome unforeseen = unforeseen(error, handedOver);
        if (TOLD.add(error.code() + " " + NUMBER.matcher(error.message()).replaceAll("n"))) {
            log.warn(
                    "Telegram said what is not foreseen here: {} {}; taken as {}",
                    error.code(),
                    error.message(),
                    unforeseen.kind().wire());
        }
        return unforeseen;
    }

    private static SendOutcome unforeseen(TdError error, boolean handedOver) {
        boolean refused = error.code() == 400 || error.code() == 404 || error.code() == 406;
        return refused || !handedOver ? new SendOutcome.Transient(text(error)) : new SendOutcome.Unknown(text(error));
    }

    private static SendOutcome lost(TdError error) {
        return new SendOutcome.AccountLost(false, error.message());
    }

    private static SendOutcome rejected(TdError error) {
        return new SendOutcome.Rejected(error.message());
    }

    private static SendOutcome source(TdError error) {
        return new SendOutcome.SourceUnavailable(error.message());
    }

    private static SendOutcome denied(TdError error) {
        return new SendOutcome.NotPermitted(error.message());
    }

    private static SendOutcome flood(TdError error) {
        return new SendOutcome.FloodWait(seconds(error));
    }

    /** The number with which the text ends; a minute if there is none. */
    private static Duration seconds(TdError error) {
        Matcher number = NUMBER_AT_END.matcher(error.message());
        return number.matches()
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(number.group(1))))
                : Duration.ofMinutes(1);
    }

    private static String text(TdError error) {
        return error.code() + " " + error.message();
    }

    private static Row row(String text, String source, Function<TdError, SendOutcome> meaning) {
        return row(0, text, source, meaning);
    }

    private static Row row(int code, String text, String source, Function<TdError, SendOutcome> meaning) {
        return new Row(code, Pattern.compile(text), source, meaning);
    }

    /**
     * One row.
     *
     * @param code which code; 0 for any
     * @param text the whole of the text
     * @param source where it is documented
     * @param meaning what it means
     */
    record Row(int code, Pattern text, String source, Function<TdError, SendOutcome> meaning) {
        boolean fits(TdError error) {
            return (code == 0 || code == error.code())
                    && text.matcher(error.message()).matches();
        }
    }
}
