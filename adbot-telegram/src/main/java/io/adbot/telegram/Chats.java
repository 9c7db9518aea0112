package io.adbot.telegram;

import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.Answers.Chat;
import io.adbot.telegram.td.Answers.ChatTypeSupergroup;
import io.adbot.telegram.td.Requests.CreateSupergroupChat;
import io.adbot.telegram.td.Requests.GetChat;
import io.adbot.telegram.td.Requests.GetSupergroup;
import io.adbot.telegram.td.Requests.LoadChats;
import io.adbot.telegram.td.Requests.SearchPublicChat;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.TdException;
import io.adbot.telegram.td.Types.ChatList;
import io.adbot.telegram.td.Types.ChatListArchive;
import io.adbot.telegram.td.Types.ChatListMain;
import io.adbot.time.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds chats the way that costs least: what TDLib knows already, then the account's own list of chats, and only for a public name a
 * look-up, of which there is a limited number a day. Touched on the port's loop alone.
 */
final class Chats {

    private static final int PAGE = 100;
    private static final long SUPERGROUPS = -1_000_000_000_000L;

    private final TdClient client;
    private final EventLoop loop;
    private final Duration limit;
    private final NameBook names;
    private @Nullable CompletionStage<@Nullable Void> whole;

    Chats(TdClient client, EventLoop loop, Duration limit, NameBook names) {
        this.client = client;
        this.loop = loop;
        this.limit = limit;
        this.names = names;
    }

    /** The number of a supergroup or channel whose chat has this id. */
    static long supergroupOf(long chatId) {
        return SUPERGROUPS - chatId;
    }

    /** The id of the chat of a supergroup or channel. */
    static long chatIdOf(long supergroup) {
        return SUPERGROUPS - supergroup;
    }

    /** The chat of this id; fails with {@link Failure} if the account does not have it. */
    CompletionStage<Chat> byId(long chatId) {
        return orElse(
                client.ask(new GetChat(chatId), limit),
                () -> allLoaded()
                        .thenCompose(all -> orElse(
                                client.ask(new GetChat(chatId), limit),
                                () -> CompletableFuture.failedFuture(Failure.denied(
                                        "the account has no such chat in its lists: it is not a member")))));
    }

    /** The chat of this public name; fails with {@link Failure} if there is none, or if it may not be looked up today. */
    CompletionStage<Chat> byName(String name) {
        OptionalLong noted = names.chat(name);
        return noted.isPresent()
                ? orElse(
                        knownBefore(noted.getAsLong()).thenCompose(chat -> ifStillNamed(chat, name)),
                        () -> lookUp(name))
                : lookUp(name);
    }

    /** Names move from chat to chat; which ones a supergroup has now, TDLib knows. */
    private CompletionStage<Chat> ifStillNamed(Chat chat, String name) {
        if (!(chat.type() instanceof ChatTypeSupergroup type)) {
            return CompletableFuture.completedFuture(chat);
        }
        return client.ask(new GetSupergroup(type.supergroupId()), limit)
                .thenCompose(told -> told.isNamed(name) ? CompletableFuture.completedFuture(chat) : lookUp(name));
    }

    /** A chat that was looked up once. After a restart TDLib knows the supergroup, but makes no chat of it unasked. */
    private CompletionStage<Chat> knownBefore(long chatId) {
        return orElse(
                client.ask(new GetChat(chatId), limit),
                () -> client.ask(new CreateSupergroupChat(supergroupOf(chatId), false), limit));
    }

    private CompletionStage<Chat> lookUp(String name) {
        Instant now = loop.now().wall();
        if (names.isMissing(name, now)) {
            return CompletableFuture.failedFuture(noSuchName());
        }
        if (!names.mayLookUp(now)) {
            return CompletableFuture.failedFuture(
                    new Failure(new SendOutcome.Transient("its name was not looked up: " + names.lookups()
                            + " were today, and that is the limit; use the chat's id, or wait until tomorrow (UTC)")));
        }
        return orElse(client.ask(new SearchPublicChat(name), limit), () -> {
                    names.miss(name);
                    return CompletableFuture.failedFuture(noSuchName());
                })
                .thenApply(chat -> {
                    names.note(name, chat.id());
                    return chat;
                });
    }

    private static Failure noSuchName() {
        return Failure.denied("there is no chat of that name");
    }

    /** Makes TDLib know all chats of the account's lists, archived ones too; done once. */
    private CompletionStage<@Nullable Void> allLoaded() {
        CompletionStage<@Nullable Void> loading = whole;
        if (loading == null) {
            loading = loadMore(new ChatListMain()).thenCompose(main -> loadMore(new ChatListArchive()));
            whole = loading;
            loading.whenComplete((all, failure) -> {
                if (failure != null) {
                    whole = null;
                }
            });
        }
        return loading;
    }

    private CompletionStage<@Nullable Void> loadMore(ChatList list) {
        CompletableFuture<@Nullable Void> loaded = new CompletableFuture<>();
        client.ask(new LoadChats(list, PAGE), limit).whenComplete((ok, failure) -> {
            if (failure == null) {
                loadMore(list).whenComplete((all, later) -> {
                    if (later == null) {
                        loaded.complete(null);
                    } else {
                        loaded.completeExceptionally(later);
                    }
                });
            } else if (isNotThere(failure)) { // So TDLib says that it knows them all.
                loaded.complete(null);
            } else {
                loaded.completeExceptionally(failure);
            }
        });
        return loaded;
    }

    private static <T> CompletionStage<T> orElse(
            CompletionStage<T> first, java.util.function.Supplier<CompletionStage<T>> second) {
        return first.handle((found, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedStage(found);
                    }
                    return isNotThere(failure) ? second.get() : CompletableFuture.<T>failedStage(failure);
                })
                .thenCompose(stage -> stage);
    }

    /** Is what was asked for not there, by TDLib's or by Telegram's word? */
    private static boolean isNotThere(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof TdException refused)) {
            return false;
        }
        String text = refused.error().message();
        return refused.error().code() == 404
                || text.equals("Chat not found")
                || text.equals("Supergroup not found")
                || text.equals("Chat info not found")
                || text.equals("USERNAME_NOT_OCCUPIED")
                || text.equals("USERNAME_INVALID");
    }
}
