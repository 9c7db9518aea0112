/** Time as it is handed in: a reading of both clocks, and the loop that waits. */
@NullMarked
package io.adbot.time;

import org.jspecify.annotations.NullMarked;
