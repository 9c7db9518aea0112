/** The accounts that send, as far as a cycle needs to know them. */
@NullMarked
package io.adbot.session;

import org.jspecify.annotations.NullMarked;
