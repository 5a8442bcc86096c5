/** Dividing the credit for conversions among the touches that led to them. */
@NullMarked
package io.campaignpulse.attribution;

import org.jspecify.annotations.NullMarked;
