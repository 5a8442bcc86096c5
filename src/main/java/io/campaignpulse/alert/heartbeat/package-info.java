/** Heartbeats: up to which event time alerts have been evaluated. */
@NullMarked
package io.campaignpulse.alert.heartbeat;

import org.jspecify.annotations.NullMarked;
