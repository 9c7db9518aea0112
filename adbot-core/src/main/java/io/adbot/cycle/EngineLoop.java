package io.adbot.cycle;

import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;

/** The embedder's loop on the engine's own axis, on which 0 is the opening; so a journal's times count from there. */
final class EngineLoop implements EventLoop {

    private final EventLoop loop;
    private long opened;

    EngineLoop(EventLoop loop) {
        this.loop = loop;
    }

    /** The engine opens now. Called once, on the loop, before anything else asks for the time. */
    void open() {
        opened = loop.now().nanos();
    }

    @Override
    public Tick now() {
        Tick now = loop.now();
        return opened == 0 ? now : new Tick(Math.max(0, now.nanos() - opened), now.wall());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        return loop.wakeAt(Nanos.plus(nanos, opened), task);
    }
}
