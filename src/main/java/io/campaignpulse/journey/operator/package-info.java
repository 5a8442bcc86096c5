/** The state and timers of journeys. */
@NullMarked
package io.campaignpulse.journey.operator;

import org.jspecify.annotations.NullMarked;
