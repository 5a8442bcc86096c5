package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of catalogues that stand: of the rows of one key the highest revision. */
final class Catalogue {

  private final String reportingCurrency;
  private final Map<String, Line> campaigns;
  private final List<Line> campaignRows;
  private final Map<String, Line> promotions;
  private final Map<String, Line> plans;
  private final Map<String, Line> rates;

  /** Of the rows of each catalogue those that stand, by the catalogue's name. */
  Catalogue(Map<String, List<Line>> rows, String reportingCurrency) {
    this.reportingCurrency = reportingCurrency;
    this.campaigns = standing(rows.getOrDefault("campaigns", List.of()), "campaignId");
    this.campaignRows = rows.getOrDefault("campaigns", List.of());
    this.promotions = standing(rows.getOrDefault("promotions", List.of()), "promotionId");
    this.plans = standing(rows.getOrDefault("plans", List.of()), "planId");
    this.rates = standing(rows.getOrDefault("fx-rates", List.of()), "currency", "validFrom");
  }

  Collection<Line> campaigns() {
    return campaigns.values();
  }

  Collection<Line> promotions() {
    return promotions.values();
  }

  /** The given plans by their ids. */
  Map<String, Line> plans() {
    return plans;
  }

  private static Map<String, Line> standing(List<Line> rows, String... key) {
    Comparator<Line> byRevision =
        Comparator.<Line, BigDecimal>comparing(row -> row.decimalOrZero("revision"))
            .thenComparing(Line::canonical);
    Map<String, Line> standing = new TreeMap<>();
    for (Line row : rows) {
      List<String> parts = new ArrayList<>();
      for (String part : key) {
        parts.add(part.equals("validFrom") ? String.valueOf(row.time(part)) : row.text(part));
      }
      standing.merge(String.join("|", parts), row, (a, b) -> byRevision.compare(a, b) >= 0 ? a : b);
    }
    return standing;
  }

  /** Units of the reporting currency per 1 at this time; null where none is known. */
  @Nullable BigDecimal rate(String currency, Instant at) {
    if (currency.equals(reportingCurrency)) {
      return BigDecimal.ONE;
    }
    return rates.values().stream()
        .filter(row -> row.text("currency").equals(currency))
        .filter(row -> !row.time("validFrom").isAfter(at))
        .max(Comparator.comparing(row -> row.time("validFrom")))
        .map(row -> row.decimal("rate"))
        .orElse(null);
  }

  /** The expected value of a lead as an event tells it, at the rate of the event's time. */
  BigDecimal valueOf(Line event) {
    BigDecimal rate = rateOf(event, event.eventTime());
    return Exact.money(event.decimalOrZero("value").multiply(rate == null ? BigDecimal.ONE : rate));
  }

  /** The rate of an event's currency, 1 where it names none; null where none is known. */
  @Nullable BigDecimal rateOf(Line event, Instant at) {
    String currency = event.optional("currency");
    return currency == null ? BigDecimal.ONE : rate(currency, at);
  }

  /**
   * The id behind what an event calls its campaign: an id, or ignoring case a present name, else an
   * alias or the name in any row.
   */
  String campaignNamed(String idOrName) {
    if (campaigns.containsKey(idOrName)) {
      return idOrName;
    }
    return smallest(campaigns.values(), row -> row.text("name").equalsIgnoreCase(idOrName))
        .or(
            () ->
                smallest(
                    campaignRows,
                    row ->
                        row.text("name").equalsIgnoreCase(idOrName)
                            || standing(row).listedIgnoringCase("aliases", idOrName)))
        .orElse(idOrName);
  }

  private Line standing(Line row) {
    return campaigns.getOrDefault(row.text("campaignId"), row);
  }

  private static Optional<String> smallest(Collection<Line> rows, Predicate<Line> named) {
    return rows.stream().filter(named).map(row -> row.text("campaignId")).sorted().findFirst();
  }

  /** The campaign that lists a coupon code or dealer: the one whose period holds the time first. */
  @Nullable String owner(String listField, @Nullable String wanted, Instant at) {
    if (wanted == null) {
      return null;
    }
    List<Line> owners =
        campaigns.values().stream().filter(campaign -> campaign.listed(listField, wanted)).toList();
    return owners.stream()
        .filter(campaign -> holds(campaign, at))
        .findFirst()
        .or(() -> owners.stream().findFirst())
        .map(campaign -> campaign.text("campaignId"))
        .orElse(null);
  }

  private static boolean holds(Line campaign, Instant at) {
    return (!campaign.has("startTime") || !at.isBefore(campaign.time("startTime")))
        && (!campaign.has("endTime") || at.isBefore(campaign.time("endTime")));
  }
}
