/** Measures, ratios and windows: what is summed for a campaign and channel, and what it means. */
@NullMarked
package io.campaignpulse.metric;

import org.jspecify.annotations.NullMarked;
