package io.adbot.engine;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.session.SessionFlag;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.DeliveryId;
import io.adbot.value.TenantId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of tenants' logs: each entry of the journal that says something to a tenant is one line (rule M6),
 * {@code 2026-01-31T12:00:00.000Z INFO cycle 3: a.session delivered to -100123, message 17 #4711}. At its end stands the entry's
 * {@code seq}, by which the line is found again in the journal. Content and secrets are in none.
 */
public final class LogLines {

    private static final Pattern WHOLE = Pattern.compile("\\S+T\\S+Z (?:INFO|WARN|ERROR) .* #(\\d{1,18})");

    private LogLines() {}

    /**
     * A line of a log.
     *
     * @param tenant whose log
     * @param text the line, without an end
     */
    public record Line(TenantId tenant, String text) {
        /** Checks that nothing is missing. */
        public Line {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(text);
        }
    }

    /** The line of an entry; empty for one that says nothing to a tenant. */
    public static Optional<Line> of(JournalEntry entry) {
        return said(entry.event()).map(said -> new Line(said.tenant, line(entry, said)));
    }

    /** The number of the entry that a line was made from; empty for what is no whole line of a log. */
    public static OptionalLong seq(String line) {
        Matcher matcher = WHOLE.matcher(line);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String line(JournalEntry entry, Said said) {
        return entry.at().wall().truncatedTo(ChronoUnit.MILLIS) + " " + said.level + " " + oneLine(said.text) + " #"
                + entry.seq();
    }

    private static Optional<Said> said(JournalEvent event) {
        Optional<Said> ofCycle = ofCycle(event);
        if (ofCycle.isPresent()) {
            return ofCycle;
        }
        Optional<Said> ofSession = ofSession(event);
        return ofSession.isPresent() ? ofSession : ofTenant(event);
    }

    // ---------------------------------------------------------------- what cycles say

    private static Optional<Said> ofCycle(JournalEvent event) {
        if (event instanceof CycleStarted started) {
            return said(started.tenant(), Level.INFO, "cycle " + started.cycle() + " started: " + plan(started));
        } else if (event instanceof SendSettled settled) {
            return said(settled.delivery(), level(settled), settled(settled));
        } else if (event instanceof DeliverySkipped skipped) {
            DeliveryId delivery = skipped.delivery();
            return said(
                    delivery,
                    Level.INFO,
                    delivery.session() + " left out " + delivery.group() + ": "
                            + skipped.reason().wire());
        } else if (event instanceof CycleEnded ended) {
            boolean well = ended.status() == CycleStatus.COMPLETED || ended.status() == CycleStatus.STOPPED;
            return said(
                    ended.tenant(),
                    well ? Level.INFO : Level.WARN,
                    "cycle " + ended.cycle() + " ended: " + ended.status().wire());
        } else if (event instanceof StopRequested stop) {
            return said(stop.tenant(), Level.INFO, "cycle " + stop.cycle() + " is asked to stop");
        } else if (event instanceof LateAnswer late) {
            DeliveryId delivery = late.delivery();
            return said(
                    delivery,
                    Level.WARN,
                    "late answer to " + delivery.session() + " for " + delivery.group() + ": "
                            + late.outcome().wire() + because(late.reason()) + "; it stays unknown");
        }
        return Optional.empty();
    }

    private static String plan(CycleStarted started) {
        ExecutionPlan plan = started.plan();
        return plan.mode().wire() + ", "
                + Counted.of(plan.sessions().size(), "session") + ", "
                + Counted.of(plan.groups().size(), "group") + ", delay " + Nanos.text(plan.delayNanos())
                + (started.resumes() == null ? "" : ", resumes cycle " + started.resumes());
    }

    private static String settled(SendSettled settled) {
        DeliveryId delivery = settled.delivery();
        String where = delivery.session() + " ";
        String group = delivery.group().value();
        OptionalLong wait = settled.retryAfterNanos();
        return where
                + switch (settled.outcome()) {
                    case DELIVERED ->
                        "delivered to " + group
                                + (settled.messageId().isPresent()
                                        ? ", message " + settled.messageId().getAsLong()
                                        : "");
                    case FLOOD_WAIT -> "flood wait at " + group + wait(wait);
                    case SLOW_MODE -> "slow mode in " + group + wait(wait);
                    case WITHDRAWN -> "withdrew the post to " + group + because(settled.reason());
                    default ->
                        settled.outcome().wire() + " at " + group + because(settled.reason())
                                + (settled.isFinal() ? "" : "; tried again");
                };
    }

    private static Level level(SendSettled settled) {
        return switch (settled.outcome()) {
            case DELIVERED, WITHDRAWN -> Level.INFO;
            case ACCOUNT_LIMITED, ACCOUNT_LOST, REJECTED -> Level.ERROR;
            default -> Level.WARN;
        };
    }

    // ---------------------------------------------------------------- what is said of sessions

    private static Optional<Said> ofSession(JournalEvent event) {
        if (event instanceof SessionHeld held) {
            return said(
                    held.delivery(),
                    Level.WARN,
                    held.delivery().session() + " "
                            + OutcomeKind.FLOOD_WAIT.wire().replace('_', ' ')
                            + wait(OptionalLong.of(held.retryAfterNanos())));
        } else if (event instanceof QuestionFailed failed) {
            return said(
                    failed.delivery(),
                    Level.WARN,
                    failed.delivery().session() + " could not find out whether it may post to "
                            + failed.delivery().group() + "; asks again in "
                            + Nanos.rounded(failed.retryAfterNanos()));
        } else if (event instanceof SessionFlagged flagged) {
            return said(
                    flagged.tenant(),
                    flagged.flag() == SessionFlag.NEEDS_LOGIN ? Level.WARN : Level.ERROR,
                    flagged.session() + " is " + flagged.flag().wire() + because(flagged.reason()));
        } else if (event instanceof GroupSuspended suspended) {
            return said(
                    suspended.tenant(),
                    Level.WARN,
                    suspended.session() + " leaves out " + suspended.group() + " for "
                            + Counted.of(suspended.cycles(), "cycle") + ": it refused in several cycles in a row");
        } else if (event instanceof SessionsAssigned assigned) {
            return said(
                    assigned.tenant(),
                    Level.INFO,
                    "assigned: "
                            + list(assigned.sessions().stream()
                                    .map(each -> each.session())
                                    .toList()));
        } else if (event instanceof SessionsReleased released) {
            return said(released.tenant(), Level.INFO, "released: " + list(released.sessions()));
        } else if (event instanceof SessionReplaced replaced) {
            return said(
                    replaced.tenant(),
                    Level.WARN,
                    replaced.lost() + " is replaced by "
                            + replaced.replacement().session()
                            + (replaced.byItself() ? ", as the policy has it" : ", as the operator wanted"));
        } else if (event instanceof LossAcknowledged acknowledged) {
            return said(acknowledged.tenant(), Level.INFO, "the operator acknowledged the lost sessions");
        }
        return Optional.empty();
    }

    // ---------------------------------------------------------------- what is said of tenants

    private static Optional<Said> ofTenant(JournalEvent event) {
        if (event instanceof TenantSet set) {
            return said(set.tenant(), Level.INFO, "configured: " + config(set.config()));
        } else if (event instanceof TenantStarted started) {
            return said(started.tenant(), Level.INFO, "started");
        } else if (event instanceof TenantStopped stopped) {
            return said(stopped.tenant(), Level.INFO, "stopped: " + stopped.reason());
        } else if (event instanceof StatsSet set) {
            TenantStats stats = set.stats();
            return said(
                    set.tenant(),
                    Level.INFO,
                    "the numbers stand at " + stats.success() + " delivered, " + stats.failures() + " failed, "
                            + stats.unknown() + " unknown, " + Counted.of(stats.floodWaits(), "flood wait"));
        } else if (event instanceof PermissionRecorded recorded) {
            PermissionRecord permission = recorded.permission();
            return said(
                    recorded.tenant(),
                    Level.INFO,
                    "permission for " + permission.group() + " recorded"
                            + (permission.until() == null ? "" : ", until " + permission.until()));
        } else if (event instanceof PermissionWithdrawn withdrawn) {
            return said(withdrawn.tenant(), Level.INFO, "permission for " + withdrawn.group() + " withdrawn");
        }
        return Optional.empty();
    }

    private static String config(TenantConfig config) {
        return config.planType().map(type -> "plan type " + type.name() + ", ").orElse("")
                + config.mode().map(ExecutionMode::wire).orElse("no mode") + ", "
                + (config.groups().isEmpty()
                        ? "the default groups"
                        : Counted.of(config.groups().size(), "group"))
                + ", "
                + config.content().map(content -> "a post").orElse("no post");
    }

    // ---------------------------------------------------------------- words

    private static Optional<Said> said(DeliveryId delivery, Level level, String text) {
        return said(delivery.tenant(), level, "cycle " + delivery.cycle() + ": " + text);
    }

    private static Optional<Said> said(TenantId tenant, Level level, String text) {
        return Optional.of(new Said(tenant, level, text));
    }

    private static String list(Collection<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    private static String wait(OptionalLong nanos) {
        return nanos.isEmpty() ? "" : " of " + Nanos.rounded(nanos.getAsLong());
    }

    /** What adapters and operators said may have line breaks; a line has none. */
    private static String oneLine(String text) {
        return isPlain(text)
                ? text
                : text.codePoints()
                        .map(c -> isPlain(c) ? c : ' ')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && !isPlain(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }

    private enum Level {
        INFO,
        WARN,
        ERROR
    }

    private record Said(TenantId tenant, Level level, String text) {}
}
