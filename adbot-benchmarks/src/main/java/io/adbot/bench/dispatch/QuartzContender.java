package io.adbot.bench.dispatch;

import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz in memory: a job for each session, whose trigger is put off to its next send. Settings as its reference
 * (https://www.quartz-scheduler.org/documentation/quartz-2.3.0/configuration/) has them for many triggers: as many triggers are acquired
 * together as there are threads, of those that are due within a few milliseconds.
 */
final class QuartzContender implements Contender {

    private static final String THREADS = "10";
    private static final String RUNNING = "running";
    private static final String SESSION = "session";

    private final Sends sends;
    private final Scheduler scheduler;
    private WallClock clock = WallClock.read();

    QuartzContender(Sends sends) throws SchedulerException {
        this.sends = sends;
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "dispatch");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", THREADS);
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", THREADS);
        this.scheduler = new StdSchedulerFactory(settings).getScheduler();
    }

    @Override
    public void start() throws SchedulerException {
        clock = WallClock.read();
        scheduler.getContext().put(RUNNING, this);
        sends.begin(clock.nanos());
        scheduler.start();
        for (int i = 0; i < sends.work().sessions(); i++) {
            scheduler.scheduleJob(
                    JobBuilder.newJob(Send.class)
                            .withIdentity("session-" + i)
                            .usingJobData(SESSION, i)
                            .build(),
                    trigger(i, sends.due(i)));
        }
    }

    private Trigger trigger(int session, long due) {
        return TriggerBuilder.newTrigger()
                .withIdentity("session-" + session)
                .startAt(Date.from(clock.at(due)))
                .build();
    }

    private void send(int session, TriggerKey fired) throws SchedulerException {
        long due = sends.send(session);
        if (due != Sends.NONE) {
            scheduler.rescheduleJob(fired, trigger(session, due));
        }
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        sends.await(nanos);
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown();
    }

    /** One send of a session. Quartz makes an object for each. */
    public static final class Send implements Job {
        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                Object running = context.getScheduler().getContext().get(RUNNING);
                int session = context.getMergedJobDataMap().getInt(SESSION);
                ((QuartzContender) Objects.requireNonNull(running))
                        .send(session, context.getTrigger().getKey());
            } catch (SchedulerException e) {
                throw new JobExecutionException(e);
            }
        }
    }
}
