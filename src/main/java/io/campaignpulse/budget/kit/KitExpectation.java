package io.campaignpulse.budget.kit;

import io.campaignpulse.event.BudgetStep;

/**
 * An action that a right consumer takes.
 *
 * @param notBefore earliest time, epoch milliseconds
 * @param notAfter latest time, epoch milliseconds
 */
public record KitExpectation(
    String alertId,
    String campaignId,
    BudgetStep step,
    long fromMicros,
    long toMicros,
    long notBefore,
    long notAfter) {}
