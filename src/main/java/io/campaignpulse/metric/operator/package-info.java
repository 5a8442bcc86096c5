/** The operators that sum measures: before the shuffle, per campaign and channel, and over all. */
@NullMarked
package io.campaignpulse.metric.operator;

import org.jspecify.annotations.NullMarked;
