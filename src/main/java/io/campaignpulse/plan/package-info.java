/**
 * How far plans have come and where they are heading: budgets, the clearance of stock, growth
 * targets.
 */
@NullMarked
package io.campaignpulse.plan;

import org.jspecify.annotations.NullMarked;
