package io.campaignpulse.event;

import java.util.List;

/**
 * A label a series must carry to be judged by a rule.
 *
 * @param label campaign, channel or department
 * @param accepted the values that match; empty = every value
 */
public record LabelMatch(String label, List<String> accepted) implements java.io.Serializable {}
