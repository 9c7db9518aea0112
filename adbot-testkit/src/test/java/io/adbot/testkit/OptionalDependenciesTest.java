package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.time.EventLoop;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionalDependenciesTest {

    @Test
    void timeAndTelegramNeedNeitherJUnitNorJqwik() throws Exception {
        URL[] path = Stream.of(VirtualTime.class, EventLoop.class, org.slf4j.Logger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);

        try (URLClassLoader bare = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            assertThat(has(bare, "org.junit.jupiter.api.Test")).isFalse();
            Class<?> time = bare.loadClass(VirtualTime.class.getName());
            Object telegram = bare.loadClass(FakeTelegram.class.getName())
                    .getConstructor(bare.loadClass(EventLoop.class.getName()))
                    .newInstance(time.getConstructor().newInstance());
            Object menu =
                    bare.loadClass(FaultMenu.class.getName()).getMethod("none").invoke(null);

            assertThat(telegram).hasToString("FakeTelegram[seed 1, " + TelegramBehaviour.calm() + "]");
            assertThat(menu.toString()).startsWith("FaultMenu");
        }
    }

    private static boolean has(ClassLoader loader, String name) throws IOException {
        return loader.getResource(name.replace('.', '/') + ".class") != null;
    }
}
