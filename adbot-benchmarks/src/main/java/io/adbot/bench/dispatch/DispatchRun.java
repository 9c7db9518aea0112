package io.adbot.bench.dispatch;

import java.util.concurrent.TimeUnit;

/** One contender in this process: warmed up, then measured. {@code PEER SESSIONS SENDS LEAD_MS SPREAD_MS GRACE_MS WARM}. */
final class DispatchRun {

    private static final long WARM_UP_LEAD = 500;
    private static final long WARM_UP_SPREAD = 3_000;
    private static final long WARM_UP_GRACE = TimeUnit.SECONDS.toNanos(10);

    private DispatchRun() {}

    public static void main(String[] args) throws Exception {
        Peer peer = Peer.valueOf(args[0]);
        Work work = Work.of(
                Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]), Long.parseLong(args[4]));
        long grace = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[5]));
        if (Boolean.parseBoolean(args[6])) {
            run(peer, Work.of(peer.warmUp(), 2, WARM_UP_LEAD, WARM_UP_SPREAD), WARM_UP_GRACE);
        }
        System.out.println(run(peer, work, grace).line());
        System.out.flush();
        System.exit(0); // Some leave threads behind.
    }

    /** In time is what is done before the work's own span and the grace are over. */
    static DispatchResult run(Peer peer, Work work, long grace) throws Exception {
        Sends sends = new Sends(work);
        Contender contender = peer.contender(sends);
        try {
            System.gc(); // What the making of it has left.
            Usage before = Usage.read();
            long start = System.nanoTime();
            contender.start();
            contender.await(work.span() + grace - (System.nanoTime() - start));
            return DispatchResult.of(peer, sends, Usage.read().since(before));
        } finally {
            contender.close();
        }
    }
}
