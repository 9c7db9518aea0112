/** Paces announcements on Telegram. */
module io.adbot.core {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.adbot;
    exports io.adbot.check;
    exports io.adbot.cycle;
    exports io.adbot.engine;
    exports io.adbot.journal;
    exports io.adbot.message;
    exports io.adbot.plan;
    exports io.adbot.session;
    exports io.adbot.store;
    exports io.adbot.tenant;
    exports io.adbot.time;
    exports io.adbot.value;
}
