package io.adbot.telegram;

import io.adbot.telegram.Destination.ById;
import io.adbot.telegram.Destination.ByName;
import io.adbot.telegram.td.Answers.BasicGroup;
import io.adbot.telegram.td.Answers.Chat;
import io.adbot.telegram.td.Answers.ChatType;
import io.adbot.telegram.td.Answers.ChatTypeBasicGroup;
import io.adbot.telegram.td.Answers.ChatTypeSupergroup;
import io.adbot.telegram.td.Answers.Supergroup;
import io.adbot.telegram.td.Requests.GetBasicGroup;
import io.adbot.telegram.td.Requests.GetSupergroup;
import io.adbot.telegram.td.Requests.GetSupergroupFullInfo;
import io.adbot.telegram.td.TdClient;
import io.adbot.telegram.td.Update;
import io.adbot.time.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The groups that an account posts to. Each is asked about once while its client is open; after that TDLib's updates keep it current.
 * Touched on the port's loop alone.
 */
final class Groups {

    private final TdClient client;
    private final EventLoop loop;
    private final Duration limit;
    private final Chats chats;
    private final Map<Destination.Place, CompletionStage<Group>> asked = new HashMap<>();
    private final Map<Long, Group> byChat = new HashMap<>();
    private final Map<Long, Group> bySupergroup = new HashMap<>();
    private final Map<Long, Group> byBasicGroup = new HashMap<>();

    Groups(TdClient client, EventLoop loop, Duration limit, Chats chats) {
        this.client = client;
        this.loop = loop;
        this.limit = limit;
        this.chats = chats;
    }

    /** What is known of a group; fails with {@link Failure} if there is none, and is then asked anew the next time. */
    CompletionStage<Group> find(Destination.Place place) {
        CompletionStage<Group> known = asked.get(place);
        if (known != null) {
            return known;
        }
        CompletionStage<Group> asking = chat(place).thenCompose(this::know);
        asked.put(place, asking);
        asking.whenComplete((group, failure) -> {
            if (failure != null) {
                asked.remove(place, asking);
            }
        });
        return asking;
    }

    /** How long slow mode lasts there, asked anew. */
    CompletionStage<Duration> slowModeNow(Group group) {
        long supergroup = Chats.supergroupOf(group.chatId());
        if (!group.isSlow()) {
            return CompletableFuture.completedFuture(Duration.ZERO);
        }
        return client.ask(new GetSupergroupFullInfo(supergroup), limit).thenApply(info -> {
            long now = loop.now().nanos();
            group.update(info, now);
            return group.slowModeLeft(now);
        });
    }

    void updated(Update update) {
        if (update instanceof Update.OfSupergroup told) {
            Group group = bySupergroup.get(told.supergroup().id());
            if (group != null) {
                group.update(told.supergroup());
                if (group.needsFullInfo()) {
                    slowModeNow(group);
                }
            }
        } else if (update instanceof Update.FullInfoOfSupergroup told) {
            Group group = bySupergroup.get(told.supergroupId());
            if (group != null) {
                group.update(told.supergroupFullInfo(), loop.now().nanos());
            }
        } else if (update instanceof Update.PermissionsOfChat told) {
            Group group = byChat.get(told.chatId());
            if (group != null) {
                group.update(told.permissions());
            }
        } else if (update instanceof Update.OfBasicGroup told) {
            Group group = byBasicGroup.get(told.basicGroup().id());
            if (group != null) {
                group.update(told.basicGroup());
            }
        }
    }

    private CompletionStage<Chat> chat(Destination.Place place) {
        return place instanceof ById id ? chats.byId(id.chatId()) : chats.byName(((ByName) place).name());
    }

    private CompletionStage<Group> know(Chat chat) {
        ChatType type = chat.type();
        if (type instanceof ChatTypeSupergroup supergroup) {
            return client.ask(new GetSupergroup(supergroup.supergroupId()), limit)
                    .thenCompose(told -> withSlowMode(known(chat, told)));
        }
        if (type instanceof ChatTypeBasicGroup basic) {
            return client.ask(new GetBasicGroup(basic.basicGroupId()), limit).thenApply(told -> known(chat, told));
        }
        return CompletableFuture.failedFuture(Failure.denied("it is a person, and nothing here writes to one"));
    }

    /** The one group of a chat, whatever names it was found by: known from the answer on, since updates come after that. */
    private Group known(Chat chat, Supergroup told) {
        Group group = byChat.computeIfAbsent(chat.id(), id -> new Group(id, chat.permissions()));
        bySupergroup.put(told.id(), group);
        group.update(told);
        return group;
    }

    private Group known(Chat chat, BasicGroup told) {
        Group group = byChat.computeIfAbsent(chat.id(), id -> new Group(id, chat.permissions()));
        byBasicGroup.put(told.id(), group);
        group.update(told);
        return group;
    }

    private CompletionStage<Group> withSlowMode(Group group) {
        return group.needsFullInfo()
                ? slowModeNow(group).thenApply(left -> group)
                : CompletableFuture.completedFuture(group);
    }
}
