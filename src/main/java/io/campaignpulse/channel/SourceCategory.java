package io.campaignpulse.channel;

/** What kind of site a traffic source is. */
enum SourceCategory {
  SEARCH,
  SOCIAL,
  SHOPPING,
  VIDEO,
  /** Known, but without a channel in the default grouping: its visits are referrals. */
  AI_ASSISTANT
}
