package io.campaignpulse.attribution;

import io.campaignpulse.event.Correction;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Explanation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cases of conversions whose credit may hang on one another (an order alone, or a lead's stages
 * and its orders), and how often their credit was published. Of a conversion that moves from one
 * person to another the two may arrive in either order, so several persons can claim it for a
 * while: the latest claim stands. Mutable: it belongs to the keyed state of its group.
 *
 * @param claims in the order of their first arrival
 * @param corrections of conversions whose credit was corrected
 * @param revision the highest one published; 0 before the first
 */
public record CreditBook(List<CreditCase> claims, List<CorrectionLog> corrections, long revision) {

  /**
   * What a case changed.
   *
   * @param credits that readers must be told
   * @param explanations of the conversions they are of
   * @param book after they were published
   */
  public record Step(List<Credit> credits, List<Explanation> explanations, CreditBook book) {}

  /** A group nobody has heard of. */
  public static CreditBook empty() {
    return new CreditBook(new ArrayList<>(), new ArrayList<>(0), 0);
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
    Map<String, CreditCase> standing = standing();
    CreditCase lead = lead(standing);
    List<Credit> credits = new ArrayList<>();
    for (CreditCase creditCase : standing.values()) {
      credits.addAll(decision.decide(creditCase, lead));
    }
    return credits;
  }

  /**
   * Takes in a case and tells what it changes.
   *
   * @param now processing time, epoch milliseconds
   */
  public Step decide(CreditCase creditCase, AttributionOptions options, long now) {
    List<Credit> before = credits(options);
    apply(creditCase);
    List<Credit> after = credits(options);
    List<Credit> changes = CreditDifference.between(before, after, Math.max(revision + 1, now));
    if (changes.isEmpty()) {
      return new Step(changes, List.of(), this);
    }
    Set<String> changed = conversionsOf(changes);
    Set<String> known = conversionsOf(before);
    for (String conversionId : changed) {
      if (known.contains(conversionId)) {
        boolean itself = conversionId.equals(creditCase.conversion().conversionId());
        Cause cause = itself ? creditCase.cause() : creditCase.cause().asLead();
        correct(conversionId, new Correction(cause.kind(), cause.time(), now));
      }
    }
    long highest = revision;
    for (Credit credit : changes) {
      highest = Math.max(highest, credit.revision());
    }
    CreditBook published = new CreditBook(claims, corrections, highest);
    return new Step(changes, published.explain(changed, after), published);
  }

  /** Explanations of all conversions, with their standing credits. */
  public List<Explanation> explain(List<Credit> credits) {
    return explain(standing().keySet(), credits);
  }

  private List<Explanation> explain(Set<String> conversionIds, List<Credit> credits) {
    Map<String, List<Credit>> byConversion = new HashMap<>();
    for (Credit credit : credits) {
      byConversion.computeIfAbsent(credit.conversionId(), id -> new ArrayList<>()).add(credit);
    }
    Map<String, CreditCase> standing = standing();
    CreditCase lead = lead(standing);
    List<Explanation> explanations = new ArrayList<>();
    for (String conversionId : conversionIds) {
      CreditCase creditCase = standing.get(conversionId);
      // One that left for another group's person is explained by who has it now.
      if (creditCase != null) {
        explanations.add(
            CreditExplanation.of(
                creditCase,
                lead,
                byConversion.getOrDefault(conversionId, List.of()),
                corrections(conversionId),
                Math.max(1, revision)));
      }
    }
    return explanations;
  }

  private void correct(String conversionId, Correction correction) {
    CorrectionLog log = corrections(conversionId);
    corrections.removeIf(known -> known.conversionId().equals(conversionId));
    corrections.add(log.with(correction));
  }

  private CorrectionLog corrections(String conversionId) {
    for (CorrectionLog log : corrections) {
      if (log.conversionId().equals(conversionId)) {
        return log;
      }
    }
    return CorrectionLog.of(conversionId);
  }

  private static Set<String> conversionsOf(List<Credit> credits) {
    Set<String> ids = new LinkedHashSet<>();
    for (Credit credit : credits) {
      ids.add(credit.conversionId());
    }
    return ids;
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
    Set<String> kept = standing().keySet();
    corrections.removeIf(log -> !kept.contains(log.conversionId()));
  }

  /** A book of its own that knows the same. */
  public CreditBook copy() {
    return new CreditBook(new ArrayList<>(claims), new ArrayList<>(corrections), revision);
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    CompactForm.write(revision, out);
    CompactForm.write(claims.size(), out);
    for (CreditCase claim : claims) {
      claim.write(out);
    }
    CompactForm.write(corrections.size(), out);
    for (CorrectionLog log : corrections) {
      log.write(out);
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
    int corrected = CompactForm.readSize(in);
    List<CorrectionLog> corrections = new ArrayList<>(corrected);
    for (int i = 0; i < corrected; i++) {
      corrections.add(CorrectionLog.read(in));
    }
    return new CreditBook(claims, corrections, revision);
  }

  /** The first stage the lead has entered, whose credit stands for that of the lead. */
  /** The latest claim on each conversion. */
  private Map<String, CreditCase> standing() {
    Map<String, CreditCase> standing = new LinkedHashMap<>();
    for (CreditCase claim : claims) {
      standing.put(claim.conversion().conversionId(), claim);
    }
    return standing;
  }

  private static @Nullable CreditCase lead(Map<String, CreditCase> standing) {
    return standing.values().stream()
        .filter(creditCase -> !creditCase.conversion().isOrder())
        .min(Comparator.comparing(creditCase -> creditCase.conversion().type()))
        .orElse(null);
  }
}
