package io.adbot.bench.dispatch;

import java.io.File;

/** Who dispatches the work: how it is called, and what it can take. */
public enum Peer {
    ENGINE("AdBot, null journal", Warmth.FAST, "") {
        @Override
        Contender contender(Sends sends) {
            return EngineContender.withNullJournal(sends);
        }
    },
    ENGINE_WITH_JOURNAL("AdBot, journal and rules", Warmth.FAST, "") {
        @Override
        Contender contender(Sends sends) {
            return EngineContender.withJournalAndRules(sends);
        }
    },
    EXECUTOR("ScheduledThreadPoolExecutor", Warmth.FAST, "") {
        @Override
        Contender contender(Sends sends) {
            return new ExecutorContender(sends);
        }
    },
    NETTY("Netty HashedWheelTimer", Warmth.FAST, "netty-common") {
        @Override
        Contender contender(Sends sends) {
            return new NettyContender(sends);
        }
    },
    AGRONA("Agrona DeadlineTimerWheel", Warmth.FAST, "agrona") {
        @Override
        Contender contender(Sends sends) {
            return new AgronaContender(sends);
        }
    },
    QUARTZ("Quartz, RAMJobStore", Warmth.SLOW, "quartz") {
        @Override
        Contender contender(Sends sends) throws Exception {
            return new QuartzContender(sends);
        }
    },
    DB_SCHEDULER("db-scheduler, H2 in memory", Warmth.SLOW, "db-scheduler h2") {
        @Override
        Contender contender(Sends sends) throws Exception {
            return new DbSchedulerContender(sends);
        }
    },
    JOBRUNR("JobRunr, in memory", Warmth.SLOW, "jobrunr") {
        @Override
        Contender contender(Sends sends) {
            return new JobRunrContender(sends);
        }
    };

    /** How many sends warm it up. */
    private enum Warmth {
        FAST(100_000),
        SLOW(5_000);

        private final int sends;

        Warmth(int sends) {
            this.sends = sends;
        }
    }

    private final String title;
    private final Warmth warmth;

    /** What it comes in; nothing for what needs no jar. */
    private final String jars;

    Peer(String title, Warmth warmth, String jars) {
        this.title = title;
        this.warmth = warmth;
        this.jars = jars;
    }

    /** Its name, for a person. */
    public String title() {
        return title;
    }

    /** How many sends warm it up. */
    int warmUp() {
        return warmth.sends;
    }

    abstract Contender contender(Sends sends) throws Exception;

    /** Its version, as the names of its jars on this process's class path say it; the JDK's for what comes with it. */
    String version() {
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
