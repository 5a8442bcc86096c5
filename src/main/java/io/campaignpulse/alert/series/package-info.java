/** The numbers of a series, minute by minute. */
@NullMarked
package io.campaignpulse.alert.series;

import org.jspecify.annotations.NullMarked;
