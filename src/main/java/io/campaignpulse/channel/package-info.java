/** Which channel and campaign an interaction belongs to, and whether a crawler caused it. */
@NullMarked
package io.campaignpulse.channel;

import org.jspecify.annotations.NullMarked;
