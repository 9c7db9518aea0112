package io.adbot.cli.engine;

import io.adbot.message.MessagingPort;
import io.adbot.telegram.TelegramPort;
import io.adbot.telegram.transport.Transport;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.time.EventLoop;

/** How an engine reaches Telegram. */
@FunctionalInterface
public interface Reach {

    /** Not at all: a fake one that takes everything. */
    Reach FAKE = loop -> new Line(new FakeTelegram(loop, TelegramBehaviour.calm(), 0), () -> {});

    /** Begins. */
    Line open(EventLoop loop);

    /** The real one, through this TDLib. */
    static Reach through(Transport tdlib) {
        return loop -> {
            TelegramPort port = TelegramPort.builder().transport(tdlib).open();
            return new Line(port, port::close);
        };
    }

    /**
     * The way there.
     *
     * @param close to be called when the engine is closed
     */
    record Line(MessagingPort port, Runnable close) {}
}
