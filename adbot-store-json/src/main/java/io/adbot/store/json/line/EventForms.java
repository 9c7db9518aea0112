package io.adbot.store.json.line;

import static java.util.stream.Collectors.toMap;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.session.SessionFlag;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of events that this version knows. A new kind is one more entry of a list. */
final class EventForms {

    private static final String REFUSED = "refused";

    private static final List<EventForm<?>> OF_CYCLES = List.of(
            new EventForm<>("engine_opened", EngineOpened.class, (event, out) -> {}, in -> new EngineOpened()),
            new EventForm<>("cycle_started", CycleStarted.class, EventForms::write, EventForms::cycleStarted),
            new EventForm<>(
                    "send_intended",
                    SendIntended.class,
                    (event, out) -> out.delivery(event.delivery()),
                    in -> new SendIntended(in.delivery())),
            new EventForm<>("send_settled", SendSettled.class, EventForms::write, EventForms::sendSettled),
            new EventForm<>(
                    "delivery_skipped",
                    DeliverySkipped.class,
                    EventForms::write,
                    in -> new DeliverySkipped(
                            in.delivery(),
                            SkipReason.ofWire(in.text("reason")),
                            !in.has(REFUSED) || in.truth(REFUSED))),
            new EventForm<>(
                    "cycle_ended",
                    CycleEnded.class,
                    (event, out) -> out.tenant(event.tenant())
                            .cycle(event.cycle())
                            .text("status", event.status().wire()),
                    in -> new CycleEnded(in.tenant(), in.cycle(), CycleStatus.ofWire(in.text("status")))),
            new EventForm<>(
                    "stop_requested",
                    StopRequested.class,
                    (event, out) -> out.tenant(event.tenant()).cycle(event.cycle()),
                    in -> new StopRequested(in.tenant(), in.cycle())),
            new EventForm<>(
                    "late_answer",
                    LateAnswer.class,
                    (event, out) -> out.delivery(event.delivery())
                            .number("message_id", event.messageId())
                            .text("outcome", event.outcome().wire())
                            .number("retry_after_ns", event.retryAfterNanos())
                            .freeText("reason", event.reason()),
                    in -> new LateAnswer(
                            in.delivery(),
                            OutcomeKind.ofWire(in.text("outcome")),
                            in.optionalLength("retry_after_ns"),
                            in.optionalInteger("message_id"),
                            in.freeText("reason"))),
            new EventForm<>(
                    "session_held",
                    SessionHeld.class,
                    (event, out) -> out.delivery(event.delivery()).number("retry_after_ns", event.retryAfterNanos()),
                    in -> new SessionHeld(in.delivery(), in.length("retry_after_ns"))),
            new EventForm<>(
                    "question_failed",
                    QuestionFailed.class,
                    (event, out) -> out.delivery(event.delivery()).number("retry_after_ns", event.retryAfterNanos()),
                    in -> new QuestionFailed(in.delivery(), in.length("retry_after_ns"))),
            new EventForm<>(
                    "session_flagged",
                    SessionFlagged.class,
                    (event, out) -> out.tenant(event.tenant())
                            .session(event.session())
                            .text("flag", event.flag().wire())
                            .freeText("reason", event.reason()),
                    in -> new SessionFlagged(
                            in.tenant(), in.session(), SessionFlag.ofWire(in.text("flag")), in.freeText("reason"))),
            new EventForm<>(
                    "session_cleared",
                    SessionCleared.class,
                    (event, out) -> out.session(event.session()),
                    in -> new SessionCleared(in.session())),
            new EventForm<>(
                    "group_suspended",
                    GroupSuspended.class,
                    (event, out) -> out.tenant(event.tenant())
                            .session(event.session())
                            .group(event.group())
                            .number("cycles", event.cycles()),
                    in -> new GroupSuspended(in.tenant(), in.session(), in.group(), in.count("cycles"))));

    static final List<EventForm<?>> ALL = Stream.of(OF_CYCLES, SetupForms.ALL, CheckpointForms.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Set<String> EVERYBODYS = Set.of(
            "engine_opened", "cycle_started", "send_intended", "send_settled", "delivery_skipped", "cycle_ended");

    private static final Map<String, EventForm<?>> BY_TYPE =
            ALL.stream().collect(toMap(EventForm::type, Function.identity()));
    private static final Map<Class<?>, EventForm<?>> BY_KIND =
            ALL.stream().collect(toMap(EventForm::kind, Function.identity()));

    private EventForms() {}

    /** Writes what the event has besides its type. */
    static void write(JournalEvent event, FieldWriter out) {
        EventForm<?> form = BY_KIND.get(event.getClass());
        if (form != null) {
            form.write(event, out);
        } else if (!(event instanceof Unrecognised)) {
            throw new IllegalArgumentException("no form is known for events of type " + event.type());
        }
    }

    /** Does every writer mean the same by that type? The others are this one's own. */
    static boolean isEverybodys(String type) {
        return EVERYBODYS.contains(type);
    }

    /** Does this version know events of that type? */
    static boolean isKnown(String type) {
        return BY_TYPE.containsKey(type);
    }

    /** The event of that type which the fields tell of. */
    static JournalEvent read(String type, EventFields in) {
        EventForm<?> form = BY_TYPE.get(type);
        return form == null ? new Unrecognised(type) : form.read().apply(in);
    }

    static void write(CycleStarted event, FieldWriter out) {
        out.tenant(event.tenant())
                .cycle(event.cycle())
                .timing(event.plan())
                .number("pause_ns", event.pauseNanos())
                .optionalCycle("resumes", event.resumes())
                .shares(event.plan());
    }

    static CycleStarted cycleStarted(EventFields in) {
        return new CycleStarted(in.tenant(), in.cycle(), in.plan(), in.length("pause_ns"), in.optionalCycle("resumes"));
    }

    /** That the group refused it goes without saying. */
    private static void write(DeliverySkipped event, FieldWriter out) {
        out.delivery(event.delivery()).text("reason", event.reason().wire());
        if (event.reason() == SkipReason.NOT_PERMITTED && !event.refused()) {
            out.truth(REFUSED, false);
        }
    }

    private static void write(SendSettled event, FieldWriter out) {
        out.delivery(event.delivery())
                .number("message_id", event.messageId())
                .text("outcome", event.outcome().wire())
                .number("started_ns", event.startedNanos())
                .number("retry_after_ns", event.retryAfterNanos())
                .truth("final", event.isFinal())
                .freeText("reason", event.reason());
    }

    private static SendSettled sendSettled(EventFields in) {
        OutcomeKind outcome = OutcomeKind.ofWire(in.text("outcome"));
        boolean waits = outcome == OutcomeKind.FLOOD_WAIT || outcome == OutcomeKind.SLOW_MODE;
        return new SendSettled(
                in.delivery(),
                outcome,
                // A start that there must not be is no reason not to read on: it is for the checker of journals.
                outcome == OutcomeKind.WITHDRAWN
                        ? in.optionalInteger("started_ns")
                        : OptionalLong.of(in.integer("started_ns")),
                waits ? OptionalLong.of(in.length("retry_after_ns")) : in.optionalLength("retry_after_ns"),
                in.truth("final"),
                in.optionalInteger("message_id"),
                in.freeText("reason"));
    }
}
