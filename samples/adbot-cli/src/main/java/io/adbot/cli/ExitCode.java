package io.adbot.cli;

/** What the tool tells the shell. */
final class ExitCode {

    /** All is well; for {@code verify}: no rule is broken. */
    static final int OK = 0;

    /** The tool itself failed, or what it writes to did. */
    static final int FAILED = 1;

    /** The arguments or a file cannot be used. */
    static final int BAD_INPUT = 2;

    /** There is no plan with these numbers. */
    static final int INFEASIBLE = 3;

    /** A journal breaks rules. */
    static final int BREACHES = 4;

    /** A data directory is damaged. */
    static final int DAMAGED = 5;

    private ExitCode() {}
}
