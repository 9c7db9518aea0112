/** Reaches Telegram through TDLib. */
module io.adbot.telegram {
    requires transitive io.adbot.core;
    requires com.fasterxml.jackson.annotation;
    requires com.sun.jna;
    requires org.slf4j;
    requires transitive tools.jackson.databind;
    requires static transitive org.jspecify;

    exports io.adbot.telegram;
    exports io.adbot.telegram.transport;

    opens io.adbot.telegram.td to
            tools.jackson.databind;
}
