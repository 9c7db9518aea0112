/** Helps to test what is built on AdBot. */
module io.adbot.testkit {
    requires transitive io.adbot.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires static net.jqwik.api;

    exports io.adbot.testkit;
}
