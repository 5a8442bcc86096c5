/** The operators that keep what plans are measured by. */
@NullMarked
package io.campaignpulse.plan.operator;

import org.jspecify.annotations.NullMarked;
