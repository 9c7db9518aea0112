package io.adbot.cycle;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the library logs at INFO and above, from here until it is closed; the console sees none of it. */
final class CapturedLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.adbot");
    private final ListAppender<ILoggingEvent> captured = new ListAppender<>();
    private final Level before = logger.getLevel();
    private final boolean additive = logger.isAdditive();

    CapturedLog() {
        captured.start();
        logger.addAppender(captured);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    List<ILoggingEvent> events() {
        return captured.list;
    }

    List<String> lines() {
        return captured.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    List<String> warnings() {
        return captured.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(captured);
        logger.setLevel(before);
        logger.setAdditive(additive);
    }
}
