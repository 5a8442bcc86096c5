package io.campaignpulse.alert;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of one episode: FNV-1a 64 over its sorted labels, name and value each followed by
 * the byte 0xFF (which UTF-8 never contains), in hex, then {@code :} and the start of the episode
 * in epoch seconds. No measured number is part of it.
 */
final class AlertId {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xFF;

  private AlertId() {}

  static String of(ThresholdRule rule, Series series, long startsAt) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("campaignId", series.campaignId());
    labels.put("channel", series.channel());
    labels.put("kind", ThresholdRule.KIND);
    labels.put("ruleId", rule.ruleId());
    labels.put("targetVersion", Integer.toString(rule.targetVersion()));
    return of(labels, startsAt);
  }

  /** An episode of the whole business. */
  static String of(ConservationRule rule, long startsAt) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("kind", ConservationRule.KIND);
    labels.put("ruleId", rule.ruleId());
    labels.put("targetVersion", Integer.toString(rule.targetVersion()));
    return of(labels, startsAt);
  }

  private static String of(SortedMap<String, String> labels, long startsAt) {
    return hash(labels) + ":" + Math.floorDiv(startsAt, 1000);
  }

  static String hash(SortedMap<String, String> labels) {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return String.format("%016x", hash);
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xFF)) * FNV_PRIME;
    }
    return (sum ^ SEPARATOR) * FNV_PRIME;
  }
}
