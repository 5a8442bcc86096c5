/** The operators that learn what clicks cost where no report says it yet. */
@NullMarked
package io.campaignpulse.spend.operator;

import org.jspecify.annotations.NullMarked;
