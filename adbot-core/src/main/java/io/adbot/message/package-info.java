/** What is sent, and the port through which it is sent. */
@NullMarked
package io.adbot.message;

import org.jspecify.annotations.NullMarked;
