/**
 * Plans: budgets, inventory clearance and growth targets. One mechanism serves all: scope × measure
 * × goal × period × curve.
 */
@NullMarked
package io.campaignpulse.plan;

import org.jspecify.annotations.NullMarked;
