package io.adbot;

import io.adbot.engine.Books;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.session.ReplacementPolicy;
import io.adbot.session.SessionFlag;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows when a tenant loses a session (rule S5): it stops, or the session is replaced, or neither. */
final class LossWatch implements Fold {

    private static final Logger log = LoggerFactory.getLogger(AdBot.class);

    private final EventLoop loop;
    private final Books books;
    private final OrderDesk desk;
    private final ReplacementPolicy policy;
    private final Launcher launcher;
    private final Sessions sessions;
    private final Placing placing;

    LossWatch(
            EventLoop loop,
            Books books,
            OrderDesk desk,
            ReplacementPolicy policy,
            Launcher launcher,
            Sessions sessions,
            Placing placing) {
        this.loop = loop;
        this.books = books;
        this.desk = desk;
        this.policy = policy;
        this.launcher = launcher;
        this.sessions = sessions;
        this.placing = placing;
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        if (event instanceof SessionFlagged flagged) {
            loop.execute(() -> lost(flagged));
        }
    }

    private void lost(SessionFlagged flagged) {
        TenantId tenant = flagged.tenant();
        log.warn(
                "{}: session {} is {}",
                tenant,
                flagged.session(),
                flagged.flag().wire());
        if (flagged.flag() == SessionFlag.BANNED) {
            logged(tenant, placing.place(List.of(flagged.session())));
        }
        if (books.sessions().awaitsAcknowledgement(tenant, policy)) {
            launcher.stopBecause(desk.lossesReason(tenant), tenant);
        } else {
            logged(tenant, sessions.replaceByItself(tenant, flagged.session(), policy));
        }
    }

    private static void logged(TenantId tenant, CompletionStage<?> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                log.warn("{}: {}", tenant, failure.toString());
            }
        });
    }
}
