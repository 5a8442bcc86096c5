package io.campaignpulse.ingest;

import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads exchange rates: positive, kept to 18 decimals. */
public final class FxRateReader extends TopicReader<FxRate> {
  private static final int MAX_DECIMALS = 18;
  private static final int MAX_INTEGER_DIGITS = 12;

  /** A reader without state. */
  public FxRateReader() {
    super("currency", "validFrom", "rate", "revision", "arrivalTime");
  }

  @Override
  FxRate interpret(Reading in, Origin origin) {
    in.require("currency", "validFrom", "rate");
    BigDecimal rate = rate(in);
    return CanonicalJson.stamped(
        json ->
            new FxRate(
                in.id("currency"), in.time("validFrom"), rate, in.revision(0), json, origin));
  }

  /** Without trailing zeros, so that 1.1 and "1.10" are the same rate. */
  private static BigDecimal rate(Reading in) {
    BigDecimal rate = in.decimal("rate");
    long integerDigits = (long) rate.precision() - rate.scale();
    if (rate.signum() <= 0 || integerDigits <= -MAX_DECIMALS) {
      throw in.invalid("rate", "not above 0");
    }
    if (integerDigits > MAX_INTEGER_DIGITS) {
      throw in.invalid("rate", "number out of range");
    }
    BigDecimal plain = rate.setScale(MAX_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
