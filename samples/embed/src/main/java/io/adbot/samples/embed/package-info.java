/** The smallest useful embedding. */
@NullMarked
package io.adbot.samples.embed;

import org.jspecify.annotations.NullMarked;
