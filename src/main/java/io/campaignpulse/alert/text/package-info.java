/** The words for names and metrics in sentences. */
@NullMarked
package io.campaignpulse.alert.text;

import org.jspecify.annotations.NullMarked;
