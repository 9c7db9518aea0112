/**
 * The part of TDLib's API that is used here, typed: its <a href="https://core.telegram.org/tdlib/docs/annotated.html">requests, answers and
 * updates</a> as records whose names and components are TDLib's own, and the client that asks and is answered.
 */
@NullMarked
package io.adbot.telegram.td;

import org.jspecify.annotations.NullMarked;
