package io.adbot.bench.dispatch;

import java.io.File;

/** Who dispatches the work: how it is called, and what it can take. */
public enum Peer {
    ENGINE("AdBot, null journal", Kind.TIMER, "") {
        @Override
        Contender contender(Sends sends) {
            return EngineContender.withNullJournal(sends);
        }
    },
    ENGINE_WITH_JOURNAL("AdBot, journal and rules", Kind.TIMER, "") {
        @Override
        Contender contender(Sends sends) {
            return EngineContender.withJournalAndRules(sends);
        }
    },
    EXECUTOR("ScheduledThreadPoolExecutor", Kind.TIMER, "") {
        @Override
        Contender contender(Sends sends) {
            return new ExecutorContender(sends);
        }
    },
    NETTY("Netty HashedWheelTimer", Kind.TIMER, "netty-common") {
        @Override
        Contender contender(Sends sends) {
            return new NettyContender(sends);
        }
    },
    AGRONA("Agrona DeadlineTimerWheel", Kind.TIMER, "agrona") {
        @Override
        Contender contender(Sends sends) {
            return new AgronaContender(sends);
        }
    },
    QUARTZ("Quartz, RAMJobStore", Kind.SERVICE, "quartz") {
        @Override
        Contender contender(Sends sends) throws Exception {
            return new QuartzContender(sends);
        }
    },
    DB_SCHEDULER("db-scheduler, H2 in memory", Kind.SERVICE, "db-scheduler h2") {
        @Override
        Contender contender(Sends sends) throws Exception {
            return new DbSchedulerContender(sends);
        }
    },
    JOBRUNR("JobRunr, in memory", Kind.SERVICE, "jobrunr") {
        @Override
        Contender contender(Sends sends) {
            return new JobRunrContender(sends);
        }
    };

    /** What sort of thing it is, and so with how many sessions, sending twice, it is warmed up. */
    private enum Kind {
        TIMER(50_000),
        SERVICE(2_500);

        private final int warmUp;

        Kind(int warmUp) {
            this.warmUp = warmUp;
        }
    }

    private final String title;
    private final Kind kind;

    /** What it comes in; nothing for what needs no jar. */
    private final String jars;

    Peer(String title, Kind kind, String jars) {
        this.title = title;
        this.kind = kind;
        this.jars = jars;
    }

    /** Its name, for a person. */
    public String title() {
        return title;
    }

    /** Does it keep no jobs? Then it manages a million sessions. */
    public boolean isTimer() {
        return kind == Kind.TIMER;
    }

    /**
     * How early it may be, in µs. JobRunr begins what comes due before it looks again. Quartz does not wait for the last 2 ms. Both, and
     * db-scheduler, go by the wall clock, and do not notice when it gains on the other.
     */
    public double earlyMicros() {
        return switch (this) {
            case JOBRUNR -> 201_000;
            case QUARTZ -> 3_000;
            case DB_SCHEDULER -> 1_000;
            default -> 0;
        };
    }

    /** With how many sessions it is warmed up. */
    int warmUp() {
        return kind.warmUp;
    }

    abstract Contender contender(Sends sends) throws Exception;

    /** Its version, as the names of its jars on this process's class path say it; the JDK's for what comes with it. */
    public String version() {
        if (jars.isEmpty()) {
            return this == EXECUTOR ? Runtime.version().toString() : "this one";
        }
        StringBuilder versions = new StringBuilder();
        for (String jar : jars.split(" ", -1)) {
            versions.append(versions.isEmpty() ? "" : " with " + jar + " ").append(versionOf(jar));
        }
        return versions.toString();
    }

    private static String versionOf(String jar) {
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = new File(path).getName();
            if (name.matches(jar + "-[0-9].*\\.jar")) {
                return name.substring(jar.length() + 1, name.length() - ".jar".length());
            }
        }
        return "unknown";
    }
}
