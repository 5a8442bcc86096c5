package io.campaignpulse.attribution;

import io.campaignpulse.event.Credit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cases of conversions whose credit may hang on one another (an order alone, or a lead's stages
 * and its orders), and how often their credit was published. Of a conversion that moves from one
 * person to another the two may arrive in either order, so several persons can claim it for a
 * while: the latest claim stands. Mutable: it belongs to the keyed state of its group.
 *
 * @param claims in the order of their first arrival
 * @param revision the highest one published; 0 before the first
 */
public record CreditBook(List<CreditCase> claims, long revision) {

  /** A group nobody has heard of. */
  public static CreditBook empty() {
    return new CreditBook(new ArrayList<>(), 0);
  }

  /** Takes in a case. */
  public void apply(CreditCase creditCase) {
    int place = -1;
    for (int i = 0; i < claims.size(); i++) {
      CreditCase claim = claims.get(i);
      if (claim.isOfSameConversion(creditCase) && claim.person().equals(creditCase.person())) {
        place = i;
      }
    }
    if (place < 0 && creditCase.owned()) {
      claims.add(creditCase);
    } else if (place >= 0 && creditCase.owned()) {
      CreditCase earlier = claims.get(place);
      claims.set(place, creditCase.settled() ? creditCase.decidedAs(earlier) : creditCase);
    } else if (place >= 0) {
      claims.remove(place);
    }
  }

  /** The credits that stand: each case's whole history, revision 1. */
  public List<Credit> credits(AttributionOptions options) {
    CreditDecision decision = new CreditDecision(options);
    if (claims.size() == 1) {
      return decision.decide(claims.get(0), null);
    }
    Map<String, CreditCase> standing = new LinkedHashMap<>();
    for (CreditCase claim : claims) {
      standing.put(claim.conversion().conversionId(), claim);
    }
    CreditCase lead = lead(standing);
    List<Credit> credits = new ArrayList<>();
    for (CreditCase creditCase : standing.values()) {
      credits.addAll(decision.decide(creditCase, lead));
    }
    return credits;
  }

  /**
   * What readers of earlier credits must be told.
   *
   * @param now processing time, epoch milliseconds
   */
  public List<Credit> changesSince(List<Credit> before, AttributionOptions options, long now) {
    long next = Math.max(revision + 1, now);
    return CreditDifference.between(before, credits(options), next);
  }

  /** The book after these were published. */
  public CreditBook published(List<Credit> credits) {
    long highest = revision;
    for (Credit credit : credits) {
      highest = Math.max(highest, credit.revision());
    }
    return new CreditBook(claims, highest);
  }

  /**
   * Forgets conversions no later version can come of: an order by itself, the stages of a lead
   * together, since each change of the lead tells all of them again and its orders hang on them.
   *
   * @param ordersBefore orders dated before it go, epoch milliseconds
   * @param leadsBefore leads that changed last before it go
   */
  public void forget(long ordersBefore, long leadsBefore) {
    claims.removeIf(
        claim -> claim.conversion().isOrder() && claim.conversion().time() < ordersBefore);
    boolean settled =
        claims.stream()
            .map(CreditCase::conversion)
            .noneMatch(c -> c.isOrder() || c.changedAt() >= leadsBefore);
    if (settled) {
      claims.clear();
    }
  }

  /** A book of its own that knows the same. */
  public CreditBook copy() {
    return new CreditBook(new ArrayList<>(claims), revision);
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(revision, out);
    CompactForm.write(claims.size(), out);
    for (CreditCase claim : claims) {
      claim.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static CreditBook read(DataInput in) throws IOException {
    long revision = CompactForm.readNumber(in);
    int size = CompactForm.readSize(in);
    List<CreditCase> claims = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      claims.add(CreditCase.read(in));
    }
    return new CreditBook(claims, revision);
  }

  /** The first stage the lead has entered, whose credit stands for that of the lead. */
  private static @Nullable CreditCase lead(Map<String, CreditCase> standing) {
    return standing.values().stream()
        .filter(creditCase -> !creditCase.conversion().isOrder())
        .min(Comparator.comparing(creditCase -> creditCase.conversion().type()))
        .orElse(null);
  }
}
