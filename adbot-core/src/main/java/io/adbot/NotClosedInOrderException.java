package io.adbot;

/**
 * An engine was closed while its journal took nothing, for longer than a close waits. Nothing that was promised is lost; the next
 * opening goes on from what the journal has, as after a crash.
 */
public final class NotClosedInOrderException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NotClosedInOrderException(String trouble) {
        super("The engine could not be closed in order, because its journal takes nothing: " + trouble
                + ". What it has is safe, and the next opening goes on from there as after a crash.");
    }
}
