/** Flow records: the values that travel between operators, from raw record to result. */
@NullMarked
package io.campaignpulse.event;

import org.jspecify.annotations.NullMarked;
