/**
 * Virtual time and a fake Telegram, with which anything built on AdBot is tested: see {@link io.adbot.testkit}. JUnit and
 * jqwik are needed by the parts that belong to them alone.
 */
module io.adbot.testkit {
    requires transitive io.adbot.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static transitive net.jqwik.api;

    exports io.adbot.testkit;
    exports io.adbot.testkit.contract;
}
