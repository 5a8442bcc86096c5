/** Known events that change what is expected of campaigns. */
@NullMarked
package io.campaignpulse.alert.calendar;

import org.jspecify.annotations.NullMarked;
