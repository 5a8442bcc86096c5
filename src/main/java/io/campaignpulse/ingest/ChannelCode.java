package io.campaignpulse.ingest;

import java.util.Locale;

/** The canonical spelling of a channel that its source named. */
public final class ChannelCode {

  private ChannelCode() {}

  /** Trimmed, upper-cased without a locale's rules, spaces and hyphens as {@code _}. */
  public static String canonical(String channel) {
    return channel.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }
}
