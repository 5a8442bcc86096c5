/** What rules would have said, in words. */
@NullMarked
package io.campaignpulse.backtest;

import org.jspecify.annotations.NullMarked;
