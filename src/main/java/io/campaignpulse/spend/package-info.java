/** Spend: which report of a cost stands, and how it is spread over time. */
@NullMarked
package io.campaignpulse.spend;

import org.jspecify.annotations.NullMarked;
