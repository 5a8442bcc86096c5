package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertSubject;
import org.jspecify.annotations.Nullable;

/** Scope of an alert on many series, the widest first: a wider one inhibits the narrower. */
enum GroupScope {
  COMPANY,
  DEPARTMENT,
  CHANNEL,
  CAMPAIGN;

  /** Returns the scope of the subject of a group. */
  static GroupScope of(AlertSubject subject) {
    if (subject.campaignId() != null) {
      return CAMPAIGN;
    }
    if (subject.channel() != null) {
      return CHANNEL;
    }
    return subject.department() != null ? DEPARTMENT : COMPANY;
  }

  /** Returns the subject of this scope that a series lies in; null where it lies in none. */
  @Nullable AlertSubject around(AlertSubject series) {
    String subject = series.subject();
    return switch (this) {
      case COMPANY -> new AlertSubject(null, null, null, null, null, subject);
      case DEPARTMENT ->
          series.department() == null
              ? null
              : new AlertSubject(null, null, null, null, series.department(), subject);
      case CHANNEL -> new AlertSubject(null, series.channel(), null, null, null, subject);
      case CAMPAIGN -> new AlertSubject(series.campaignId(), null, null, null, null, subject);
    };
  }
}
