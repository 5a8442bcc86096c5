/**
 * What counts say for and against their targets while they are watched: tests that may be looked at
 * at any time, and how long one has to look.
 */
@NullMarked
package io.campaignpulse.evidence;

import org.jspecify.annotations.NullMarked;
