package io.adbot.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What goes wrong in a simulation. */
enum Faults {
    /** Nothing. */
    CALM,
    /** Flood waits and slow mode. */
    FLOODING,
    /** Answers that never come. */
    LOSING_REPLIES,
    /** Groups that refuse, accounts that are limited and lost. */
    STRICT,
    /** All of it. */
    CHAOS;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String wire() {
        return wire;
    }

    /** Reads the name as it is typed. */
    static final class Converter implements ITypeConverter<Faults> {
        @Override
        public Faults convert(String name) {
            return Arrays.stream(values())
                    .filter(menu -> menu.wire.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("got \"" + name + "\", expected one of "
                            + Arrays.stream(values()).map(Faults::wire).collect(Collectors.joining(", "))));
        }
    }
}
