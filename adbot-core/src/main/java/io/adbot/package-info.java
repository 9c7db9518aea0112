/** What a service embeds: one object that owns tenants, sessions and cycles, and keeps them safe. */
@NullMarked
package io.adbot;

import org.jspecify.annotations.NullMarked;
