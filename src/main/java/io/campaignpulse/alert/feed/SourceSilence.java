package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.finding.Finding;

/**
 * Silence of a source of the whole business.
 *
 * @param source clicks, orders or leads
 * @param tick from which tick on, epoch milliseconds
 */
public record SourceSilence(String source, boolean silent, long tick) {

  /** Whether a finding is about the silence of a source. */
  public static boolean isOne(Finding finding) {
    String subject = finding.subject().subject();
    return subject != null && WatchedSource.named(subject) != null;
  }

  /** What a finding on a source says. */
  public static SourceSilence of(Finding finding) {
    String source = finding.subject().subject();
    return new SourceSilence(source == null ? "" : source, finding.holds(), finding.tick());
  }
}
