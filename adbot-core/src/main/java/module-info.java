/** Paces announcements on Telegram. */
module io.adbot.core {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.adbot.value;
}
