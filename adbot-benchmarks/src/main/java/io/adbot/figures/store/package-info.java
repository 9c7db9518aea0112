/** What the JSON store is measured against: other ways to keep what tenants have set. */
@NullMarked
package io.adbot.figures.store;

import org.jspecify.annotations.NullMarked;
