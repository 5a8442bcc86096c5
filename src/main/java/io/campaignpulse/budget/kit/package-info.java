/** The conformance kit for consumers of alerts that change budgets (docs/budgets.md). */
@NullMarked
package io.campaignpulse.budget.kit;

import org.jspecify.annotations.NullMarked;
