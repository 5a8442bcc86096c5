/** A finding of a rule, and the identity of what it is about. */
@NullMarked
package io.campaignpulse.alert.finding;

import org.jspecify.annotations.NullMarked;
