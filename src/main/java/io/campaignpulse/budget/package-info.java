/** Changes of daily budgets because of alerts: the reference consumer (docs/budgets.md). */
@NullMarked
package io.campaignpulse.budget;

import org.jspecify.annotations.NullMarked;
