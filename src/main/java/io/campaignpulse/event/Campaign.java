package io.campaignpulse.event;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of the catalogue.
 *
 * @param startTime start of the flight, epoch milliseconds
 * @param endTime end of the flight (exclusive), epoch milliseconds
 * @param currency currency of the budgets and money targets
 * @param targets target per metric name (cpa, cpl, cpql, cac, roas, cvr, ctr, refundRate), exact
 *     decimals
 * @param aliases alternative names
 * @param formerNames names that replaced rows of the campaign gave it; not part of the row's text
 */
public record Campaign(
    String campaignId,
    String name,
    @Nullable String department,
    List<String> channels,
    @Nullable Long startTime,
    @Nullable Long endTime,
    @Nullable String currency,
    @Nullable Long dailyBudgetMicros,
    @Nullable Long totalBudgetMicros,
    Map<String, String> targets,
    List<String> couponCodes,
    List<String> dealerIds,
    List<String> aliases,
    List<String> formerNames,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {

  /** Makes lists of names that state of an earlier version doesn't hold empty. */
  public Campaign {
    aliases = aliases == null ? List.of() : aliases;
    formerNames = formerNames == null ? List.of() : formerNames;
  }

  /** A campaign without alternative names. */
  public Campaign(
      String campaignId,
      String name,
      @Nullable String department,
      List<String> channels,
      @Nullable Long startTime,
      @Nullable Long endTime,
      @Nullable String currency,
      @Nullable Long dailyBudgetMicros,
      @Nullable Long totalBudgetMicros,
      Map<String, String> targets,
      List<String> couponCodes,
      List<String> dealerIds,
      long revision,
      String canonicalJson,
      Origin origin) {
    this(
        campaignId,
        name,
        department,
        channels,
        startTime,
        endTime,
        currency,
        dailyBudgetMicros,
        totalBudgetMicros,
        targets,
        couponCodes,
        dealerIds,
        List.of(),
        List.of(),
        revision,
        canonicalJson,
        origin);
  }

  @Override
  public String id() {
    return campaignId;
  }

  @Override
  public Campaign replacing(CatalogueRow other) {
    if (!(other instanceof Campaign former)) {
      return this;
    }
    SortedSet<String> names = new TreeSet<>(formerNames);
    names.addAll(former.formerNames);
    names.add(former.name);
    names.remove(name);
    return names.equals(new TreeSet<>(formerNames)) ? this : withFormerNames(List.copyOf(names));
  }

  private Campaign withFormerNames(List<String> names) {
    return new Campaign(
        campaignId,
        name,
        department,
        channels,
        startTime,
        endTime,
        currency,
        dailyBudgetMicros,
        totalBudgetMicros,
        targets,
        couponCodes,
        dealerIds,
        aliases,
        names,
        revision,
        canonicalJson,
        origin);
  }
}
