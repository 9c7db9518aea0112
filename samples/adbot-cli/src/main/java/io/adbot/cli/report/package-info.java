/** What came of the cycles, for people and for programs. */
@NullMarked
package io.adbot.cli.report;

import org.jspecify.annotations.NullMarked;
