package io.campaignpulse.alert.finding;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one episode: FNV-1a 64 over its sorted labels, name and value each followed by
 * the byte 0xFF (which UTF-8 never contains), in hex, then {@code :} and the start of the episode
 * in epoch seconds. No measured number is part of it.
 */
public final class AlertId {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xFF;

  private static final String TARGET_VERSION = "targetVersion";

  private AlertId() {}

  /** The episode of a finding that begins then. */
  public static String of(Finding finding, long startsAt) {
    return of(labels(finding), startsAt);
  }

  /** Returns the identity of the findings of a rule and subject, whatever the target's version. */
  public static String hash(Finding finding) {
    SortedMap<String, String> labels = labels(finding);
    labels.remove(TARGET_VERSION);
    return hash(labels);
  }

  /** Returns the identity of an episode of the whole business. */
  public static String of(String kind, String ruleId, int targetVersion, long startsAt) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("kind", kind);
    labels.put("ruleId", ruleId);
    labels.put(TARGET_VERSION, Integer.toString(targetVersion));
    return of(labels, startsAt);
  }

  private static SortedMap<String, String> labels(Finding finding) {
    SortedMap<String, String> labels = new TreeMap<>();
    AlertSubject subject = finding.subject();
    put(labels, "campaignId", subject.campaignId());
    put(labels, "channel", subject.channel());
    put(labels, "promotionId", subject.promotionId());
    put(labels, "planId", subject.planId());
    put(labels, "department", subject.campaignId() == null ? subject.department() : null);
    put(labels, "subject", subject.subject());
    labels.put("kind", finding.kind().name());
    labels.put("ruleId", finding.ruleId());
    labels.put(TARGET_VERSION, Integer.toString(finding.targetVersion()));
    return labels;
  }

  private static void put(SortedMap<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.put(name, value);
    }
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
