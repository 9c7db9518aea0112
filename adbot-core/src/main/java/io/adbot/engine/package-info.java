/** What the engine has: tenants, sessions, numbers and permissions, as the journal tells of them. */
@NullMarked
package io.adbot.engine;

import org.jspecify.annotations.NullMarked;
