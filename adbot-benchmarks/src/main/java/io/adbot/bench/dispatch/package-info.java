/** Timed sends that do nothing, on real time: what they cost the engine, and what they cost whatever a user would take instead. */
@NullMarked
package io.adbot.bench.dispatch;

import org.jspecify.annotations.NullMarked;
