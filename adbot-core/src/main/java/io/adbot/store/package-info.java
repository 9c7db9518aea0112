/** Where the engine keeps what must outlive it. */
@NullMarked
package io.adbot.store;

import org.jspecify.annotations.NullMarked;
