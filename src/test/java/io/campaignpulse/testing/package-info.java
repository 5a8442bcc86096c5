/** The only copy of test tools. */
@NullMarked
package io.campaignpulse.testing;

import org.jspecify.annotations.NullMarked;
