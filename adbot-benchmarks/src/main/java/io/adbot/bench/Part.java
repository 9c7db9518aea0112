package io.adbot.bench;

/** One of the things that are compared. */
interface Part {

    /** Measures, and tells what came of it. */
    Section measure() throws Exception;
}
