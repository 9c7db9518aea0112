/**
 * A clock, a Telegram and faults to test what is built on AdBot ({@link io.adbot.testkit}), and the contracts of the ports
 * ({@link io.adbot.testkit.contract}).
 *
 * <p>JUnit is needed for {@link io.adbot.testkit.AdBotExtension} and the contracts alone, jqwik for
 * {@link io.adbot.testkit.AdBotArbitraries} alone.
 */
module io.adbot.testkit {
    requires transitive io.adbot.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static net.jqwik.api;

    exports io.adbot.testkit;
    exports io.adbot.testkit.contract;
}
