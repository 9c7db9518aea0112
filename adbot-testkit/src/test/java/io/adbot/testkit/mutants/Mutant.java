package io.adbot.testkit.mutants;

import java.util.Set;

/**
 * The engine with one thing wrong.
 *
 * @param rule the rule that it breaks
 * @param what what is wrong with it
 * @param type the class that is changed, below {@code io.adbot}
 * @param method the method that is changed, with the lambdas in it
 * @param change how
 * @param consequences rules that are broken by it as well, now and then before the one it is about
 */
record Mutant(String rule, String what, String type, String method, Change change, Set<String> consequences) {

    static Mutant breaking(String rule, String what, String where, Change change, String... consequences) {
        int dot = where.lastIndexOf('.');
        return new Mutant(
                rule,
                what,
                "io.adbot." + where.substring(0, dot),
                where.substring(dot + 1),
                change,
                Set.of(consequences));
    }

    /** The test's name in the report. */
    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
