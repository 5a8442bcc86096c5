/** The lessons from all series together. */
@NullMarked
package io.campaignpulse.alert.portfolio;

import org.jspecify.annotations.NullMarked;
