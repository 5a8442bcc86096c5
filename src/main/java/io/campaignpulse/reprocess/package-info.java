/** Puts back what was refused for a reason that is gone. */
@NullMarked
package io.campaignpulse.reprocess;

import org.jspecify.annotations.NullMarked;
