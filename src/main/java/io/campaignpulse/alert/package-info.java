/** When a series of numbers deserves an alert, and how an alert lives. */
@NullMarked
package io.campaignpulse.alert;

import org.jspecify.annotations.NullMarked;
