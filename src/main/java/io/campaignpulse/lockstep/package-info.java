/**
 * Recorded time, minute by minute: runs a live graph over recorded arrivals so that each minute has
 * passed through all of it before the next begins. See docs/replay.md.
 */
@NullMarked
package io.campaignpulse.lockstep;

import org.jspecify.annotations.NullMarked;
