package io.campaignpulse.notifier;

import java.time.Duration;

/** What kind of receiver a target is, and how it wants to be treated. */
enum TargetType {
  /** Signed CloudEvents over HTTPS. */
  WEBHOOK(RetrySchedule.STANDARD, Duration.ZERO),
  /** Prometheus Alertmanager's API v2: it is reminded of what lasts. */
  ALERTMANAGER(RetrySchedule.EACH_MINUTE, Duration.ZERO),
  /** One message a second. */
  SLACK(RetrySchedule.STANDARD, Duration.ofSeconds(1)),
  /** Five messages a second, a hundred a minute. */
  FEISHU(RetrySchedule.STANDARD, Duration.ofMillis(600)),
  /** Twenty messages a minute; more, and it refuses all for ten minutes. */
  DINGTALK(RetrySchedule.STANDARD, Duration.ofSeconds(3)),
  /** Twenty messages a minute. */
  WECOM(RetrySchedule.STANDARD, Duration.ofSeconds(3));

  private final RetrySchedule schedule;
  private final Duration pace;

  TargetType(RetrySchedule schedule, Duration pace) {
    this.schedule = schedule;
    this.pace = pace;
  }

  RetrySchedule schedule() {
    return schedule;
  }

  /** The least time from the end of one request to the next, milliseconds. */
  long pace() {
    return pace.toMillis();
  }

  /** Whether it holds an alert for over unless it is reminded, and takes many in one request. */
  boolean isReminded() {
    return this == ALERTMANAGER;
  }

  /** Whether its messages are made from templates. */
  boolean isChat() {
    return this != WEBHOOK && this != ALERTMANAGER;
  }
}
