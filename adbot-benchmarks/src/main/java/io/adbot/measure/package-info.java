/** How measurements are taken and summed up: what was measured, what it is to reach, where it ran. */
@NullMarked
package io.adbot.measure;

import org.jspecify.annotations.NullMarked;
