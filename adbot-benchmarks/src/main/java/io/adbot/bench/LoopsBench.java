package io.adbot.bench;

import io.adbot.bench.jmh.PlanLoops;
import io.adbot.measure.Numbers;
import io.adbot.measure.Versions;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The inner loops, each alone, by JMH. */
final class LoopsBench implements Part {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int forks;
    private final TimeValue iteration;
    private final int iterations;

    /**
     * A part.
     *
     * @param forks how many processes measure each loop one after the other; 0 for this process
     * @param iterations how many iterations are counted; half as many come before them
     */
    LoopsBench(int forks, TimeValue iteration, int iterations) {
        this.forks = forks;
        this.iteration = iteration;
        this.iterations = iterations;
    }

    @Override
    public Section measure() throws Exception {
        Options options = new OptionsBuilder()
                .include(PlanLoops.class.getPackageName().replace(".", "\\.") + "\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(Math.max(1, iterations / 2))
                .warmupTime(iteration)
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        return new Section("loops", "Inner loops")
                .add("Each alone, by %s: the mean of one call, and what it allocates."
                        .formatted(Versions.of(Runner.class.getName())))
                .add("| loop | ns | ± (99.9 %) | bytes |\n| --- | --: | --: | --: |\n"
                        + results.stream().map(LoopsBench::row).collect(Collectors.joining()));
    }

    private static String row(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        Result<?> bytes = run.getSecondaryResults().get(ALLOCATED);
        String parameters = run.getParams().getParamsKeys().stream()
                .map(key -> ", " + key + " " + run.getParams().getParam(key))
                .collect(Collectors.joining());
        String name = run.getParams().getBenchmark();
        return String.format(
                "| %s%s | %s | %s | %s |%n",
                name.substring(PlanLoops.class.getPackageName().length() + 1),
                parameters,
                Numbers.text(time.getScore()),
                Numbers.text(time.getScoreError()),
                bytes == null ? "–" : Numbers.text(bytes.getScore()));
    }
}
