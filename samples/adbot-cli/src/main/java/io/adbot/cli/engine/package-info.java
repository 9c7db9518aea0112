/** The commands that work on a data directory with the real engine. */
@NullMarked
package io.adbot.cli.engine;

import org.jspecify.annotations.NullMarked;
