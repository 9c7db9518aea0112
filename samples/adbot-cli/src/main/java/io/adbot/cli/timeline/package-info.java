/** What happened when, as a picture: from a journal's entries to an SVG, or to lines of text. */
@NullMarked
package io.adbot.cli.timeline;

import org.jspecify.annotations.NullMarked;
