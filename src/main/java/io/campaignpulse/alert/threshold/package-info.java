/** A plain condition on a metric over a trailing window. */
@NullMarked
package io.campaignpulse.alert.threshold;

import org.jspecify.annotations.NullMarked;
