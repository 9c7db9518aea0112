package io.adbot.bench.dispatch;

import java.time.Duration;
import java.util.Objects;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr in memory: a job for each send, which schedules the next. Its documentation
 * (https://www.jobrunr.io/en/documentation/background-methods/background-job-requests/) has job requests as the form that needs no
 * analysis of bytecode; the shortest polling interval that it takes is 200 ms. What comes due before it looks again it begins at once: so it is
 * early by up to that.
 */
final class JobRunrContender implements Contender {

    /** JobRunr makes the handlers itself, and they have to find their way. */
    private static volatile @Nullable JobRunrContender running;

    private final Sends sends;
    private final JobRequestScheduler scheduler;
    private WallClock clock = WallClock.read();

    JobRunrContender(Sends sends) {
        this.sends = sends;
        this.scheduler = JobRunr.configure()
                .useStorageProvider(new InMemoryStorageProvider())
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(Duration.ofMillis(200)))
                .initialize()
                .getJobRequestScheduler();
    }

    @Override
    public void start() {
        running = this;
        clock = WallClock.read();
        sends.begin(clock.nanos());
        for (int i = 0; i < sends.work().sessions(); i++) {
            schedule(i, sends.due(i));
        }
    }

    private void schedule(int session, long due) {
        scheduler.schedule(clock.at(due), new Request(session));
    }

    private void send(int session) {
        long due = sends.send(session);
        if (due != Sends.NONE) {
            schedule(session, due);
        }
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        sends.await(nanos);
    }

    @Override
    public void close() {
        JobRunr.destroy();
    }

    /** A send of a session, as it is written down. */
    public record Request(int session) implements JobRequest {
        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Does what a request asks for. */
    public static final class Handler implements JobRequestHandler<Request> {
        @Override
        public void run(Request request) {
            Objects.requireNonNull(running).send(request.session());
        }
    }
}
