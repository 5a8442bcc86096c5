/**
 * Journeys: which campaigns and channels people passed on their way to a conversion or to nothing,
 * and what share of all conversions each has by a model of those paths.
 */
@NullMarked
package io.campaignpulse.journey;

import org.jspecify.annotations.NullMarked;
