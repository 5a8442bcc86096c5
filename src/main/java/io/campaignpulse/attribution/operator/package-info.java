/** The state and timers around the decisions of attribution. */
@NullMarked
package io.campaignpulse.attribution.operator;

import org.jspecify.annotations.NullMarked;
