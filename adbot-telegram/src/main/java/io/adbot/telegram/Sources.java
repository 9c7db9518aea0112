package io.adbot.telegram;

import io.adbot.message.MessageLink;
import io.adbot.message.MessageLink.PrivateChat;
import io.adbot.message.MessageLink.PublicChat;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.Answers.Chat;
import io.adbot.telegram.td.Answers.ChatTypeSupergroup;
import io.adbot.telegram.td.Answers.Message;
import io.adbot.telegram.td.Requests.GetMessage;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.TdException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The messages that an account forwards. A chat is found once; the message is loaded anew before each forward, because TDLib unloads what is
 * idle and forwards nothing, without an error, of what is not loaded. Touched on the port's loop alone.
 */
final class Sources {

    /** TDLib's message ids are those of Telegram's server, moved by so many bits. */
    private static final int SERVER_ID_SHIFT = 20;

    private final TdClient client;
    private final Duration limit;
    private final Chats chats;
    private final Map<MessageLink.SourceChat, CompletionStage<Chat>> asked = new HashMap<>();
    private final Map<MessageLink, ContentKind> kinds = new HashMap<>();

    Sources(TdClient client, Duration limit, Chats chats) {
        this.client = client;
        this.limit = limit;
        this.chats = chats;
    }

    /** What kind of content is behind a link; loads it if that is not known yet. */
    CompletionStage<ContentKind> kind(MessageLink link) {
        ContentKind known = kinds.get(link);
        return known == null ? load(link).thenApply(loaded -> loaded.kind()) : CompletableFuture.completedFuture(known);
    }

    /** Makes TDLib load the message; fails with {@link Failure} if this account cannot see it, or if it is no more. */
    CompletionStage<Loaded> load(MessageLink link) {
        return chat(link.chat()).thenCompose(chat -> message(chat, link)).thenApply(loaded -> {
            kinds.put(link, loaded.kind());
            return loaded;
        });
    }

    private CompletionStage<Chat> chat(MessageLink.SourceChat source) {
        CompletionStage<Chat> known = asked.get(source);
        if (known != null) {
            return known;
        }
        CompletionStage<Chat> asking = (source instanceof PublicChat named
                        ? chats.byName(named.name())
                        : chats.byId(((PrivateChat) source).chatId()))
                .handle((chat, failure) -> failure == null
                        ? CompletableFuture.completedStage(chat)
                        : CompletableFuture.<Chat>failedStage(unseen(failure)))
                .thenCompose(stage -> stage);
        asked.put(source, asking);
        asking.whenComplete((chat, failure) -> {
            if (failure != null) {
                asked.remove(source, asking);
            }
        });
        return asking;
    }

    private CompletionStage<Loaded> message(Chat chat, MessageLink link) {
        long id = link.message() << SERVER_ID_SHIFT;
        return client.ask(new GetMessage(chat.id(), id), limit)
                .handle((message, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedStage(new Loaded(chat, message));
                    }
                    asked.remove(link.chat()); // Perhaps the account sees it no more.
                    return CompletableFuture.<Loaded>failedStage(unseen(gone(chat, failure)));
                })
                .thenCompose(stage -> stage);
    }

    /** A chat that is not to be had as a destination is a source that cannot be seen. */
    private static Throwable unseen(Throwable failure) {
        SendOutcome outcome = Failure.outcomeOf(failure);
        return outcome instanceof SendOutcome.NotPermitted denied
                ? new Failure(new SendOutcome.SourceUnavailable(denied.reason()))
                : failure;
    }

    /** A post of a channel is seen by all who see the channel; in a group, old messages may be hidden from whoever came later. */
    private static Throwable gone(Chat chat, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof TdException refused) || refused.error().code() != 404) {
            return failure;
        }
        boolean isChannel = chat.type() instanceof ChatTypeSupergroup supergroup && supergroup.isChannel();
        return new Failure(
                isChannel
                        ? new SendOutcome.Rejected("the message to forward is not there any more")
                        : new SendOutcome.SourceUnavailable(
                                "the message to forward is not there, or hidden from this account"));
    }

    /** A message that TDLib has loaded. */
    record Loaded(Chat chat, Message message) {
        ContentKind kind() {
            return ContentKind.ofMessage(message.content().type());
        }
    }
}
