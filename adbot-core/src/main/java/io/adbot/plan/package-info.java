/**
 * When everything is due: pure functions from a request to the complete timing of a cycle, computed before anything is
 * sent. Start at {@link io.adbot.plan.ExecutionPlanner}.
 */
@NullMarked
package io.adbot.plan;

import org.jspecify.annotations.NullMarked;
