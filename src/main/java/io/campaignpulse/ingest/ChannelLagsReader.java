package io.campaignpulse.ingest;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads known lags of channels. */
public final class ChannelLagsReader extends TopicReader<ChannelLags> {

  private static final Set<ConversionType> TYPES =
      EnumSet.of(ConversionType.LEAD, ConversionType.QUALIFIED_LEAD, ConversionType.ORDER);

  /** A reader without state. */
  public ChannelLagsReader() {
    super("channel", "conversionType", "shares", "revision", "arrivalTime");
  }

  @Override
  ChannelLags interpret(Reading in, Origin origin) {
    in.require("channel", "conversionType", "shares");
    String channel = ChannelCode.canonical(in.id("channel"));
    if (channel.isEmpty()) {
      throw in.invalid("channel", "blank");
    }
    ConversionType type = in.choice("conversionType", ConversionType.class);
    if (!TYPES.contains(type)) {
      throw in.invalid("conversionType", type + " is none of " + TYPES);
    }
    List<LagShare> shares = shares(in);
    return CanonicalJson.stamped(
        json -> new ChannelLags(channel, type, shares, in.revision(0), json, origin));
  }

  private static List<LagShare> shares(Reading in) {
    List<LagShare> shares = new ArrayList<>();
    LagShare previous = new LagShare(0, 0);
    for (Reading nested : in.records("shares")) {
      previous = share(nested, previous);
      shares.add(previous);
    }
    if (shares.isEmpty()) {
      throw in.invalid("shares", "empty");
    }
    return shares;
  }

  private static LagShare share(Reading in, LagShare previous) {
    in.require("age", "share");
    Long age = in.duration("age");
    if (age == null || age <= previous.age()) {
      throw in.invalid("age", "not above the one before");
    }
    Double share = in.number("share");
    if (share == null || share <= 0 || share > 1) {
      throw in.invalid("share", "expected above 0 and at most 1");
    }
    if (share < previous.share()) {
      throw in.invalid("share", "below the one before");
    }
    return new LagShare(age, share);
  }
}
