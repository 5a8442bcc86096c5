package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.series.Minutes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The plain sentences of a source that stands still.
 *
 * @param silence null where too little is known to tell one
 * @param othersGoOn whether any other source isn't silent
 */
record SilenceText(
    WatchedSource source,
    @Nullable Silence silence,
    boolean othersGoOn,
    AlertCause cause,
    long tick) {

  String english() {
    String meaning =
        cause == AlertCause.TRACKING_BROKEN
            ? "while people keep coming: tracking or the feed of %s is broken"
                .formatted(source.label())
            : othersGoOn
                ? "while other sources go on: the feed of %s stands still".formatted(source.label())
                : "and nothing comes from any other source: the feeds stand still";
    if (silence != null && silence.came() > 0) {
      return "%s %% of the usual %s since %s: %s where %s were to be expected, %s."
          .formatted(percent(), source.label(), since(), came(), expected(), meaning);
    }
    return "No %s for %d min, since %s, where %s were to be expected, %s."
        .formatted(source.label(), minutes(), since(), expected(), meaning);
  }

  String chinese() {
    String meaning =
        cause == AlertCause.TRACKING_BROKEN
            ? "而访客仍在到来：%s的跟踪或数据接入已中断".formatted(source.chinese())
            : othersGoOn ? "而其他来源正常：%s的数据接入已停滞".formatted(source.chinese()) : "其他来源也没有数据：数据接入已停滞";
    if (silence != null && silence.came() > 0) {
      return "自 %s 起%s仅为往常的 %s%%：%s，按往常应有 %s，%s。"
          .formatted(since(), source.chinese(), percent(), came(), expected(), meaning);
    }
    return "自 %s 起 %d 分钟没有%s，按往常应有 %s，%s。"
        .formatted(since(), minutes(), source.chinese(), expected(), meaning);
  }

  String sound() {
    String label = source.label();
    return "%s come again.".formatted(Character.toUpperCase(label.charAt(0)) + label.substring(1));
  }

  String soundZh() {
    return "%s已恢复。".formatted(source.chinese());
  }

  String action() {
    return cause == AlertCause.TRACKING_BROKEN
        ? "Check the tag and the feed of %s before touching any campaign.".formatted(source.label())
        : "Check the feed and the job that reads it; figures stand still until then.";
  }

  private long minutes() {
    return silence == null ? 0 : (tick - silence.since()) / Minutes.MINUTE;
  }

  private Instant since() {
    return Instant.ofEpochMilli(silence == null ? tick : silence.since());
  }

  private String expected() {
    return rounded(silence == null ? 0 : silence.expected(), 1);
  }

  private String came() {
    return rounded(silence == null ? 0 : silence.came(), 1);
  }

  private String percent() {
    return rounded(silence == null ? 0 : 100 * silence.share(), 0);
  }

  private static String rounded(double number, int decimals) {
    return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
