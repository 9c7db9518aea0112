package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.InMemoryJournal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

@ExtendWith(AdBotExtension.class)
@Telegram(value = "strict", seed = 5)
class AdBotExtensionTest {

    private VirtualTime before;

    @BeforeEach
    void remember(VirtualTime time) {
        before = time;
    }

    @Test
    void givesTheSameThingsWithinATest(VirtualTime time, FakeTelegram telegram, InMemoryJournal journal) {
        assertThat(time).isSameAs(before);
        assertThat(journal.entries()).isEmpty();
        assertThat(telegram.behaviour()).isEqualTo(TelegramBehaviour.strict());
        assertThat(telegram.seed()).isEqualTo(5);
    }

    @Test
    @Telegram("chaos")
    void theMethodGoesBeforeTheClass(FakeTelegram telegram) {
        assertThat(telegram.behaviour()).isEqualTo(TelegramBehaviour.chaos());
        assertThat(telegram.seed()).isNotEqualTo(5);
    }

    @Nested
    class Within {
        @Test
        void aNestedClassTakesItFromTheOneAround(FakeTelegram telegram) {
            assertThat(telegram.behaviour()).isEqualTo(TelegramBehaviour.strict());
        }
    }

    @Test
    void tellsAFailingTestHowToReplayIt() throws Exception {
        ExtensionContext context = context("drawn");
        FakeTelegram telegram = (FakeTelegram) resolve(context, FakeTelegram.class);
        AssertionError failure = new AssertionError("wrong");

        assertThatThrownBy(() -> new AdBotExtension().handleTestExecutionException(context, failure))
                .isSameAs(failure);
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(replay -> assertThat(replay)
                        .hasMessageContaining("@Telegram(value = \"chaos\", seed = " + telegram.seed() + "L)")
                        .hasMessageContaining("-Dadbot.seed=" + telegram.seed()));
    }

    @Test
    void aFixedSeedNeedsNoReplay() throws Exception {
        ExtensionContext context = context("fixed");
        resolve(context, FakeTelegram.class);
        AssertionError failure = new AssertionError("wrong");

        assertThatThrownBy(() -> new AdBotExtension().handleTestExecutionException(context, failure))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void anExceptionOfATaskIsNotLost() throws Exception {
        ExtensionContext context = context("fixed");
        VirtualTime time = (VirtualTime) resolve(context, VirtualTime.class);
        IllegalStateException failure = new IllegalStateException("in a task");
        time.execute(() -> {
            throw failure;
        });

        assertThatThrownBy(() -> new AdBotExtension().afterTestExecution(context))
                .isSameAs(failure);
    }

    @Test
    void aTestThatAsksForNothingIsLeftAlone() throws Exception {
        ExtensionContext context = context("fixed");

        assertThatCode(() -> new AdBotExtension().afterTestExecution(context)).doesNotThrowAnyException();
    }

    static final class Examples {
        @Telegram("chaos")
        void drawn(FakeTelegram telegram, VirtualTime time) {}

        @Telegram(value = "chaos", seed = 9)
        void fixed(FakeTelegram telegram, VirtualTime time) {}
    }

    private static Object resolve(ExtensionContext context, Class<?> type) throws Exception {
        Method method = context.getRequiredTestMethod();
        ParameterContext parameter = proxy(
                ParameterContext.class,
                Map.of("getParameter", method.getParameters()[type == FakeTelegram.class ? 0 : 1]));
        AdBotExtension extension = new AdBotExtension();
        assertThat(extension.supportsParameter(parameter, context)).isTrue();
        return extension.resolveParameter(parameter, context);
    }

    private static ExtensionContext context(String name) throws Exception {
        Method method = Examples.class.getDeclaredMethod(name, FakeTelegram.class, VirtualTime.class);
        Map<Object, Object> stored = new HashMap<>();
        Object store = Proxy.newProxyInstance(
                AdBotExtensionTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.Store.class},
                (self, called, arguments) -> called.getName().equals("put")
                        ? stored.put(arguments[0], arguments[1])
                        : stored.get(arguments[0]));
        return proxy(
                ExtensionContext.class,
                Map.of(
                        "getTestMethod",
                        Optional.of(method),
                        "getRequiredTestMethod",
                        method,
                        "getRequiredTestClass",
                        Examples.class,
                        "getExecutionException",
                        Optional.empty(),
                        "getStore",
                        store));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }
}
