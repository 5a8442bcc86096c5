/**
 * Conversion lag: how long after their clicks conversions arrive, what share of them can be
 * expected to have arrived, and what will have arrived in the end.
 */
@NullMarked
package io.campaignpulse.lag;

import org.jspecify.annotations.NullMarked;
