/** The guardrail: whether money may be changed by an alert or an outlook. */
@NullMarked
package io.campaignpulse.alert.guardrail;

import org.jspecify.annotations.NullMarked;
