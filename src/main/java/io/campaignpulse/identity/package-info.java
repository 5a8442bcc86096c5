/** Who a visitor is at an instant: links between visitors and customers, cut in time. */
@NullMarked
package io.campaignpulse.identity;

import org.jspecify.annotations.NullMarked;
