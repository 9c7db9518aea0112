package io.adbot.cli;

import io.adbot.testkit.TelegramBehaviour;
import io.adbot.value.InvalidValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What goes wrong in a simulation.
 *
 * @param wire the name, as it is typed
 * @param behaviour how the fake Telegram behaves
 */
record Faults(String wire, TelegramBehaviour behaviour) {

    /** Reads the name as it is typed. */
    static final class Converter implements ITypeConverter<Faults> {
        @Override
        public Faults convert(String name) {
            try {
                return new Faults(name, TelegramBehaviour.named(name));
            } catch (InvalidValueException refusal) {
                throw new TypeConversionException("got " + refusal.value() + ", expected " + refusal.accepted());
            }
        }
    }
}
