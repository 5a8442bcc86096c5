package io.campaignpulse.channel;

/** Kind of site a traffic source is. */
enum SourceCategory {
  SEARCH,
  SOCIAL,
  SHOPPING,
  VIDEO,
  AI_ASSISTANT
}
