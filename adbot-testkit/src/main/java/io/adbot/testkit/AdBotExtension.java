package io.adbot.testkit;

import io.adbot.journal.InMemoryJournal;
import io.adbot.value.InvalidValueException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives JUnit tests a {@link VirtualTime}, a {@link FakeTelegram} in it, and an {@link InMemoryJournal}, as parameters of test
 * methods and of {@code @BeforeEach} and {@code @AfterEach} methods: the same ones within a test, new ones for each test.
 *
 * <pre>{@code
 * @ExtendWith(AdBotExtension.class)
 * class MyBotTest {
 *     @Test
 *     @Telegram("losing-replies")
 *     void sendsNothingTwice(VirtualTime time, FakeTelegram telegram, InMemoryJournal journal) { … }
 * }
 * }</pre>
 *
 * <p>How Telegram behaves is said by {@link Telegram @Telegram}; it is calm without. A seed that the annotation leaves open is
 * drawn anew for every run; a test that fails then tells it, and how to run it again: with the seed in the annotation, or
 * with the system property {@value #SEED_PROPERTY}.
 *
 * <p>When a test has passed, what is due at that very instant still runs, so that no exception of a task that the test has
 * caused is lost: it fails the test.
 */
public final class AdBotExtension
        implements ParameterResolver, TestExecutionExceptionHandler, AfterTestExecutionCallback {

    /** The system property that takes the place of every seed that is drawn. */
    public static final String SEED_PROPERTY = "adbot.seed";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(AdBotExtension.class);

    /** For JUnit. */
    public AdBotExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getTestMethod().isPresent()
                && (type == VirtualTime.class || type == FakeTelegram.class || type == InMemoryJournal.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        World world = world(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == VirtualTime.class) {
            return world.time;
        }
        return type == FakeTelegram.class ? world.telegram : world.journal;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        World world = known(context);
        if (world != null && world.seedWasDrawn) {
            failure.addSuppressed(new Replay(world));
        }
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        World world = known(context);
        if (world != null && context.getExecutionException().isEmpty()) {
            world.time.advance(Duration.ZERO);
        }
    }

    private static World world(ExtensionContext context) {
        World known = known(context);
        if (known != null) {
            return known;
        }
        World world = World.of(context);
        context.getStore(NAMESPACE).put(World.class, world);
        return world;
    }

    private static @Nullable World known(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(World.class, World.class);
    }

    private static final class World {
        private final VirtualTime time = new VirtualTime();
        private final InMemoryJournal journal = new InMemoryJournal();
        private final FakeTelegram telegram;
        private final String behaviour;
        private final boolean seedWasDrawn;

        private World(String behaviour, long seed, boolean seedWasDrawn) {
            this.telegram = new FakeTelegram(time, TelegramBehaviour.named(behaviour), seed);
            this.behaviour = behaviour;
            this.seedWasDrawn = seedWasDrawn;
        }

        static World of(ExtensionContext context) {
            Telegram wanted = wanted(context);
            if (wanted == null) {
                return new World("calm", 1, false);
            }
            boolean draw = wanted.seed() == Telegram.DRAWN;
            return new World(wanted.value(), draw ? drawSeed() : wanted.seed(), draw);
        }

        private static @Nullable Telegram wanted(ExtensionContext context) {
            Telegram wanted = context.getRequiredTestMethod().getAnnotation(Telegram.class);
            Class<?> type = context.getRequiredTestClass();
            while (wanted == null && type != null) {
                wanted = type.getAnnotation(Telegram.class);
                type = type.getEnclosingClass();
            }
            return wanted;
        }

        private static long drawSeed() {
            String given = System.getProperty(SEED_PROPERTY);
            if (given == null) {
                return new SplittableRandom().nextLong() >>> 1;
            }
            try {
                return Long.parseLong(given);
            } catch (NumberFormatException e) {
                throw new InvalidValueException(SEED_PROPERTY, given, "a whole number");
            }
        }
    }

    /** Says, within the failure of a test, how to run it again; no failure of its own. */
    private static final class Replay extends Throwable {
        private static final long serialVersionUID = 1L;

        Replay(World world) {
            super(
                    "chance came from seed " + world.telegram.seed() + "; to run it again: @Telegram(value = \""
                            + world.behaviour + "\", seed = " + world.telegram.seed() + "L), or -D" + SEED_PROPERTY
                            + "="
                            + world.telegram.seed(),
                    null,
                    false,
                    false);
        }
    }
}
