package io.campaignpulse.event;

/** So many more records of a topic met with an outcome. */
public record LedgerChange(Topic topic, Outcome outcome, long count) {}
