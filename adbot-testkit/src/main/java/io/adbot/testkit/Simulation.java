package io.adbot.testkit;

import io.adbot.cycle.CycleReport;
import io.adbot.journal.JournalEntry;
import io.adbot.time.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine in virtual time against a fake Telegram, with faults, and holds every rule against every event.
 *
 * <pre>{@code
 * Simulation.of(seed).run();                                     // scenario and faults drawn from the seed
 *
 * Simulation.of(seed)                                            // your own tenants and your own rule
 *         .scenario(Scenario.of(order))
 *         .rule("quiet nights", entry -> postsAtNight(entry) ? Optional.of("a post at " + entry.at().wall()) : Optional.empty())
 *         .run();
 * }</pre>
 *
 * <p>It has two phases. In the <b>safety phase</b> faults happen: after every event {@link io.adbot.check.JournalChecker} and
 * the rules that were added look at the journal, and now and then everything that waits is asked what for (rule E11). In the
 * <b>liveness phase</b> there are no more faults: everything must come to an end, every delivery must have its outcome, the
 * fake Telegram's ledger must tell the same story as the journal, and nothing may be left waiting.
 *
 * <p>The same seed gives the same run. A failure is a {@link SimulationFailure}, whose message has the rule, the seed, the
 * scenario's faults, the last entries, and how to replay it. Threads: a simulation runs on the thread that calls {@link #run}.
 */
public final class Simulation {

    private static final Duration DEFAULT_SPAN = Duration.ofHours(2);

    private final long seed;
    private Scenario scenario;
    private boolean drawn = true;
    private @Nullable FaultMenu faults;
    private Duration span = DEFAULT_SPAN;
    private boolean keepsJournal = true;
    private boolean untilDone = true;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Consumer<JournalEntry>> watchers = new ArrayList<>();
    private final List<Consumer<CycleReport>> reportWatchers = new ArrayList<>();
    private Witness witness = Witness.NONE;

    private Simulation(long seed) {
        this.seed = seed;
        this.scenario = Scenario.draw(seed);
    }

    /** A simulation whose scenario and faults are drawn from the seed, unless others are set. */
    public static Simulation of(long seed) {
        return new Simulation(seed);
    }

    /** Runs this scenario. */
    public Simulation scenario(Scenario what) {
        this.scenario = Objects.requireNonNull(what);
        this.drawn = false;
        return this;
    }

    /** Lets these faults happen; {@link FaultMenu#none()} for none. */
    public Simulation faults(FaultMenu menu) {
        this.faults = Objects.requireNonNull(menu);
        return this;
    }

    /** How long the safety phase lasts in virtual time; 2 hours if not set. */
    public Simulation span(Duration howLong) {
        this.span = Objects.requireNonNull(howLong);
        return this;
    }

    /**
     * Adds a rule of your own: looks at every entry in journal order and answers with a sentence if it breaks the rule.
     *
     * @param name by which a failure calls it
     */
    public Simulation rule(String name, Function<JournalEntry, Optional<String>> rule) {
        rules.add(new Rule(name, rule));
        return this;
    }

    /** Shows every entry of the journal as it becomes durable. */
    public Simulation watch(Consumer<JournalEntry> watcher) {
        watchers.add(watcher);
        return this;
    }

    /** Shows the report of every cycle as it ends. */
    public Simulation watchReports(Consumer<CycleReport> watcher) {
        reportWatchers.add(watcher);
        return this;
    }

    /**
     * Keeps neither journal nor ledger, so that memory does not grow with the number of deliveries. The rules are checked all
     * the same; journal and ledger are not compared, and crashes cannot be simulated.
     */
    public Simulation forgetful() {
        this.keepsJournal = false;
        return this;
    }

    /** Ends with the safety phase: for orders that never end. */
    public Simulation withoutLivenessPhase() {
        this.untilDone = false;
        return this;
    }

    /**
     * Runs it.
     *
     * @return what happened
     * @throws SimulationFailure if a rule is broken or something never ends
     */
    public Result run() {
        SimulatedWorld world = new SimulatedWorld(this);
        world.live();
        if (untilDone) {
            world.settle();
        }
        return world.result();
    }

    Simulation witness(Witness who) {
        this.witness = who;
        return this;
    }

    Witness witness() {
        return witness;
    }

    /** Was the scenario drawn from the seed? Then it may hold orders that must be refused. */
    boolean isDrawn() {
        return drawn;
    }

    long seed() {
        return seed;
    }

    Scenario scenario() {
        return scenario;
    }

    FaultMenu faults() {
        return faults == null ? FaultMenu.draw(seed, span) : faults;
    }

    long spanNanos() {
        return Nanos.of("span", span);
    }

    boolean keepsJournal() {
        return keepsJournal;
    }

    List<Rule> rules() {
        return rules;
    }

    List<Consumer<JournalEntry>> watchers() {
        return watchers;
    }

    List<Consumer<CycleReport>> reportWatchers() {
        return reportWatchers;
    }

    /** A rule of the embedder's own. */
    record Rule(String name, Function<JournalEntry, Optional<String>> check) {}

    /**
     * What happened in a simulation in which every rule held.
     *
     * @param ledger what really reached each group
     * @param journal every entry; empty if the simulation was forgetful
     * @param sends how many sends were settled
     */
    public record Result(Ledger ledger, List<JournalEntry> journal, long sends) {}
}
