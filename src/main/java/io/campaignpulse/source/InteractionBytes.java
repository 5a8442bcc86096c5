package io.campaignpulse.source;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.ChannelCode;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TextRules;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reader of interactions in the current schema from their bytes, in one pass and allocating
 * little but the ids: texts that recur come from a {@link TextCache}. It only answers where every
 * length, branch and rule is plainly kept; anything else raises a doubt and gives null. For one
 * thread.
 */
final class InteractionBytes {
  private static final InteractionType[] TYPES = InteractionType.values();
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOP_BITS = 0x8080808080808080L;
  private static final int NULL_BRANCH = 0;
  private static final int VALUE_BRANCH = 2;
  private static final int LONGEST_PLAIN_SHIFT = 56;
  private static final int CACHED_TEXTS = 1 << 15;
  private static final int CACHED_CHANNELS = 1 << 8;

  private final TextCache texts = new TextCache(CACHED_TEXTS, text -> TextRules.id("text", text));
  private final TextCache channels =
      new TextCache(CACHED_CHANNELS, InteractionBytes::canonicalChannel);

  private byte[] bytes = {};
  private int at;
  private boolean doubt;

  /** The interaction; null where only a careful reader can tell. */
  @Nullable Interaction read(byte[] value, RawRecord record) {
    bytes = value;
    at = SingleObject.HEADER_BYTES;
    doubt = false;

    String eventId = id();
    long eventTime = number();
    int type = oneByte() >>> 1;
    String visitorId = isPresent() ? id() : null;
    String customerId = isPresent() ? id() : null;
    String campaignId = isPresent() ? recurring(texts) : null;
    String channel = isPresent() ? recurring(channels) : null;
    String userAgent = isPresent() ? recurring(texts) : null;
    boolean viewable = !isPresent() || flag();
    String pageUrl = isPresent() ? text() : null;
    String referrer = isPresent() ? text() : null;
    String source = isPresent() ? recurring(texts) : null;
    String medium = isPresent() ? recurring(texts) : null;
    String campaignName = isPresent() ? recurring(texts) : null;
    String adGroupId = isPresent() ? recurring(texts) : null;
    String creativeId = isPresent() ? recurring(texts) : null;
    String promotionId = isPresent() ? recurring(texts) : null;
    String region = isPresent() ? recurring(texts) : null;
    String device = isPresent() ? recurring(texts) : null;
    Long arrivalTime = isPresent() ? (Long) number() : null;

    if (doubt
        || at != value.length
        || type >= TYPES.length
        || eventId == null
        || (visitorId == null && customerId == null)) {
      return null;
    }
    Origin origin = ArrivalTimes.settle(TopicDecoder.origin(record), arrivalTime, eventTime);
    return new Interaction(
        eventId,
        eventTime,
        TYPES[type],
        visitorId,
        customerId,
        campaignId,
        channel,
        pageUrl,
        referrer,
        source,
        medium,
        campaignName,
        adGroupId,
        creativeId,
        promotionId,
        region,
        device,
        userAgent,
        viewable,
        origin);
  }

  /** A byte that must be an even number below 128: an enum's or a union's index, doubled. */
  private int oneByte() {
    int b = at < bytes.length ? bytes[at++] : -1;
    doubt |= (b & 0x81) != 0;
    return b & 0x7E;
  }

  private boolean isPresent() {
    int branch = oneByte();
    doubt |= branch != NULL_BRANCH && branch != VALUE_BRANCH;
    return branch == VALUE_BRANCH;
  }

  private boolean flag() {
    int b = at < bytes.length ? bytes[at++] : -1;
    doubt |= (b & ~1) != 0;
    return b == 1;
  }

  /** A zig-zag number of at most nine bytes. */
  private long number() {
    long raw = 0;
    for (int shift = 0; shift <= LONGEST_PLAIN_SHIFT && at < bytes.length; shift += 7) {
      byte b = bytes[at++];
      raw |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    doubt = true;
    return 0;
  }

  /** The length of a text that is there in full and not longer than {@code most}. */
  private int length(int most) {
    long length = number();
    if (length < 0 || length > most || length > bytes.length - at) {
      doubt = true;
      return 0;
    }
    return (int) length;
  }

  /** A text that hardly recurs: made anew, plain ASCII only. */
  private @Nullable String id() {
    int length = length(TextRules.MAX_ID_CHARS);
    int from = at;
    at += length;
    if (!isAsciiWithoutZero(from, at)) {
      doubt = true;
      return null;
    }
    return length == 0 ? null : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private boolean isAsciiWithoutZero(int from, int to) {
    long seen = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      // The top bit of a byte is set if the byte is above 127, or borrows because it is 0.
      seen |= eight | (eight - ONES);
    }
    for (; i < to; i++) {
      seen |= (long) bytes[i] | (bytes[i] - 1);
    }
    return (seen & TOP_BITS) == 0;
  }

  private @Nullable String recurring(TextCache cache) {
    int length = length(TextRules.MAX_ID_CHARS);
    int from = at;
    at += length;
    try {
      return length == 0 ? null : cache.get(bytes, from, at);
    } catch (RejectedException e) {
      doubt = true;
      return null;
    }
  }

  private @Nullable String text() {
    int length = length(TextRules.MAX_TEXT_BYTES);
    int from = at;
    at += length;
    try {
      return length == 0
          ? null
          : TextRules.text("text", new String(bytes, from, length, StandardCharsets.UTF_8));
    } catch (RejectedException e) {
      doubt = true;
      return null;
    }
  }

  private static String canonicalChannel(String text) {
    String code = ChannelCode.canonical(TextRules.id("channel", text));
    if (code.isEmpty()) {
      throw new RejectedException(RejectionReason.INVALID_VALUE, "a blank channel is no channel");
    }
    return code;
  }
}
