package io.adbot;

import io.adbot.engine.Books;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendRequest;
import io.adbot.session.PooledSession;
import io.adbot.tenant.PermissionPolicy;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The strict policy of rule G4: before Telegram is asked whether a session may post to a group, it must be on record that its
 * tenant was allowed to.
 */
final class RecordedPermissions implements MessagingPort {

    private final MessagingPort telegram;
    private final Books books;
    private final EventLoop loop;

    private RecordedPermissions(MessagingPort telegram, Books books, EventLoop loop) {
        this.telegram = telegram;
        this.books = books;
        this.loop = loop;
    }

    /** The port as the policy wants it. */
    static MessagingPort under(PermissionPolicy policy, MessagingPort telegram, Books books, EventLoop loop) {
        return policy == PermissionPolicy.MEMBERSHIP ? telegram : new RecordedPermissions(telegram, books, loop);
    }

    @Override
    public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
        return isOnRecord(session, group)
                ? telegram.check(session, group, post)
                : CompletableFuture.completedFuture(
                        Permission.denied("it is not on record that the tenant may post there"));
    }

    @Override
    public Sending send(SendRequest request) {
        return telegram.send(request);
    }

    @Override
    public boolean needsCredentials() {
        return telegram.needsCredentials();
    }

    private boolean isOnRecord(SessionId session, GroupId group) {
        PooledSession found = books.sessions().find(session);
        return found != null
                && found.holder()
                        .filter(tenant ->
                                books.isOnRecord(tenant, group, loop.now().wall()))
                        .isPresent();
    }
}
