/** What a tenant is and may do. */
@NullMarked
package io.adbot.tenant;

import org.jspecify.annotations.NullMarked;
