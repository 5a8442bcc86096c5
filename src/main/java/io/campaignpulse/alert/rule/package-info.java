/** A rule as it is written, checked and versioned. */
@NullMarked
package io.campaignpulse.alert.rule;

import org.jspecify.annotations.NullMarked;
