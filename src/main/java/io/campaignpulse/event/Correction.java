package io.campaignpulse.event;

/**
 * One time the credit of a conversion was decided again and came out differently.
 *
 * @param causedAt event time of what caused it, epoch milliseconds
 * @param decidedAt when it was decided, epoch milliseconds
 */
public record Correction(CorrectionCause cause, long causedAt, long decidedAt) {}
