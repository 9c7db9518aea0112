package io.adbot.check;

/** What a journal, as far as it has been read, may lack of a tenant that it has not named yet. */
enum Beginning {
    /** Nothing: it has all that ever happened. */
    COMPLETE,
    /** It begins at a checkpoint, and the engine has run on since: a cycle may run whose beginning it does not have. */
    WITHIN_A_CYCLE,
    /** The engine was opened since the checkpoint: such a cycle may only have been interrupted. */
    BEFORE_AN_OPENING
}
