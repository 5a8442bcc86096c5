/** The silence of sources of the whole business. */
@NullMarked
package io.campaignpulse.alert.feed;

import org.jspecify.annotations.NullMarked;
