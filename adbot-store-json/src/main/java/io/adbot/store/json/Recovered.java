package io.adbot.store.json;

import java.util.Optional;

/**
 * What an opening found.
 *
 * @param entries how many entries there are
 * @param lastSeq the number of the last one; 0 if there is none
 * @param tail what a crash left unfinished behind them and was cut off
 */
public record Recovered(long entries, long lastSeq, Optional<TailCut> tail) {}
