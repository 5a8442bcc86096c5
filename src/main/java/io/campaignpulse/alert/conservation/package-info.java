/** The balance of credited results with booked ones. */
@NullMarked
package io.campaignpulse.alert.conservation;

import org.jspecify.annotations.NullMarked;
