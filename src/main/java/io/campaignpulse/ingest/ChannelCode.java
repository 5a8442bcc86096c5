package io.campaignpulse.ingest;

import java.util.Locale;

/** The canonical spelling of a channel that its source named. */
public final class ChannelCode {

  private ChannelCode() {}

  /** Trimmed, upper-cased without a locale's rules, spaces and hyphens as {@code _}. */
  public static String canonical(String channel) {
    return isCanonical(channel)
        ? channel
        : channel.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private static boolean isCanonical(String channel) {
    for (int i = 0; i < channel.length(); i++) {
      char c = channel.charAt(i);
      if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
        return false;
      }
    }
    return true;
  }
}
