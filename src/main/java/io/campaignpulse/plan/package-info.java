/** Plans: how far they have come along their curve, and where they are heading. */
@NullMarked
package io.campaignpulse.plan;

import org.jspecify.annotations.NullMarked;
