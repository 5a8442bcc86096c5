/** The pace of budgets, plans, clearances and stocks. */
@NullMarked
package io.campaignpulse.alert.plan;

import org.jspecify.annotations.NullMarked;
