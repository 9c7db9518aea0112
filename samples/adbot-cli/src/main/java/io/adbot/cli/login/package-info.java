/** Who logs in, at a terminal. */
@NullMarked
package io.adbot.cli.login;

import org.jspecify.annotations.NullMarked;
