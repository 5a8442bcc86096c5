/**
 * What customers are worth: who acquired them, what margin they brought at which age, and when that
 * has paid for their acquisition.
 */
@NullMarked
package io.campaignpulse.customer;

import org.jspecify.annotations.NullMarked;
