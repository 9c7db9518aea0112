/** What the commands read: files as somebody wrote them, checked field by field. */
@NullMarked
package io.adbot.cli.input;

import org.jspecify.annotations.NullMarked;
