/** How bytes get to TDLib and back: the seam, and TDLib's own JSON interface behind it. */
@NullMarked
package io.adbot.telegram.transport;

import org.jspecify.annotations.NullMarked;
