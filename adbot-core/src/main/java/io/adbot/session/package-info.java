/** The accounts that send: whose they are, what keeps them from sending, and the credentials they sign in with. */
@NullMarked
package io.adbot.session;

import org.jspecify.annotations.NullMarked;
