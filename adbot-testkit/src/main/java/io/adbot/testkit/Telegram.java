package io.adbot.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how the {@link FakeTelegram} behaves that {@link AdBotExtension} gives to a test, or to all tests of a class; the
 * method's goes before the class's.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Telegram {

    /** Stands for a seed that is drawn anew for every run of the test. */
    long DRAWN = Long.MIN_VALUE;

    /** The name of the behaviour, as in {@link TelegramBehaviour#named}. */
    String value() default "calm";

    /** Where all chance comes from; if left out, another seed for every run, which a test that fails tells. */
    long seed() default DRAWN;
}
