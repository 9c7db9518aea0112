package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What goes wrong in one run: how Telegram behaves, and what happens to the engine when. Immutable. Drawn from a seed, or put
 * together by hand; a run that fails prints it, and {@link #draw} with the same seed and span serves it again.
 *
 * @param seed where it was drawn from, and where {@link FakeTelegram} takes its chance from
 * @param span how long the run is
 * @param behaviour how Telegram behaves
 * @param courses what happens when, in the order of time
 */
public record FaultMenu(long seed, Duration span, TelegramBehaviour behaviour, List<Course> courses) {

    private static final Duration MEAN_GAP = Duration.ofMinutes(30);
    /** When everybody is at work for sure, however little there is to do. */
    private static final Duration EARLY = Duration.ofMinutes(2);

    private static final int LEAST_COURSES = 6;
    private static final int MOST_COURSES = 50;

    /** Checks that the faults lie within the span, and puts them in order. */
    public FaultMenu {
        Nanos.of("span", span);
        Objects.requireNonNull(behaviour);
        for (Course course : courses) {
            if (course.at.compareTo(span) > 0) {
                throw new InvalidValueException("at", course.at, "a time within the span of " + span);
            }
        }
        courses = courses.stream().sorted(Comparator.comparing(Course::at)).toList();
    }

    /**
     * A fault and its time.
     *
     * @param at when, counted from the beginning of the run
     * @param fault what
     */
    public record Course(Duration at, Fault fault) {
        /** Checks that nothing is missing. */
        public Course {
            Nanos.of("at", at);
            Objects.requireNonNull(fault);
        }

        @Override
        public String toString() {
            return "after " + Nanos.text(at.toNanos()) + ": " + fault;
        }
    }

    /** Nothing goes wrong. */
    public static FaultMenu none() {
        return new FaultMenu(1, Duration.ZERO, TelegramBehaviour.calm(), List.of());
    }

    /**
     * Draws a menu: any behaviour, from calm to worse than chaos, and up to 6 faults, plus 4 for each further hour, at most 50.
     *
     * @param seed the same seed and span give the same menu
     * @param span how long the run is
     */
    public static FaultMenu draw(long seed, Duration span) {
        SplittableRandom random = new SplittableRandom(seed);
        TelegramBehaviour behaviour = behaviour(random);
        long length = Nanos.of("span", span);
        int most = (int) Math.min(MOST_COURSES, LEAST_COURSES + 2 * (length / MEAN_GAP.toNanos()));
        int count = random.nextInt(most + 1);
        List<Course> courses = new ArrayList<>(count);
        for (int i = 0; i < count && length > 0; i++) {
            long latest = random.nextBoolean() ? length : Math.min(length, EARLY.toNanos());
            courses.add(new Course(Duration.ofNanos(random.nextLong(latest)), fault(random)));
        }
        return new FaultMenu(seed, span, behaviour, courses);
    }

    /** The menu in some lines, the seed first. */
    @Override
    public String toString() {
        return "FaultMenu.draw(" + seed + "L, Duration.parse(\"" + span + "\")): " + behaviour
                + courses.stream()
                        .map(course -> System.lineSeparator() + "  " + course)
                        .collect(Collectors.joining());
    }

    private static TelegramBehaviour behaviour(SplittableRandom random) {
        List<TelegramBehaviour> presets = List.of(
                TelegramBehaviour.calm(),
                TelegramBehaviour.flooding(),
                TelegramBehaviour.losingReplies(),
                TelegramBehaviour.strict(),
                TelegramBehaviour.chaos());
        TelegramBehaviour.Builder builder = presets.get(random.nextInt(presets.size())).toBuilder();
        builder.confirmsCancel(random.nextBoolean());
        for (Trouble trouble : Trouble.values()) {
            if (random.nextInt(4) == 0) {
                builder.chance(trouble, random.nextDouble(mostOf(trouble)));
            }
        }
        if (random.nextInt(4) == 0) {
            builder.latency(new DurationRange(0, 1 + random.nextLong(2 * Nanos.MINUTE)));
        }
        if (random.nextInt(4) == 0) {
            builder.checkLatency(new DurationRange(0, 1 + random.nextLong(30 * Nanos.SECOND)));
        }
        return builder.build();
    }

    /** The most that a run bears without coming to nothing: one that loses every account at once shows little. */
    private static double mostOf(Trouble trouble) {
        return switch (trouble) {
            case ACCOUNT_LIMITED, ACCOUNT_BANNED, LOGGED_OUT -> 0.01;
            case CONTENT_REJECTED -> 0.002;
            case CHECK_SILENT -> 0.03;
            case DENIED, REFUSED, SLOW_MODE, SOURCE_HIDDEN -> 0.5;
            default -> 0.1;
        };
    }

    private static Fault fault(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Fault.Crash(random.nextInt(4), seconds(random, random.nextBoolean() ? 10 : 600));
            case 1 -> new Fault.WallStep(Duration.ofSeconds(random.nextLong(-86_400, 86_401)));
            case 2 -> new Fault.JournalFails(1 + random.nextInt(3));
            case 3 -> new Fault.JournalSlow(seconds(random, 120));
            case 4 -> new Fault.StopAndStart(seconds(random, 600));
            default -> new Fault.Outage(seconds(random, 900));
        };
    }

    private static Duration seconds(SplittableRandom random, int most) {
        return Duration.ofMillis(random.nextLong(1000L * most) + 1);
    }
}
