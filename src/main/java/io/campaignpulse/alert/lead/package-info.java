/** The time in which qualified leads wait for a first contact. */
@NullMarked
package io.campaignpulse.alert.lead;

import org.jspecify.annotations.NullMarked;
