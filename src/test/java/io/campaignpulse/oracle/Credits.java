package io.campaignpulse.oracle;

import io.campaignpulse.oracle.Conversion.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Divides conversions among their touches, and books what each gets in both time bases. */
final class Credits {

  private static final Set<String> MONEY = Set.of("grossRevenue", "bought", "netRevenue", "cogs");

  private final OracleSettings settings;
  private final Models models;
  private final Windows windows;
  private final Results results;
  private final List<Booked> booked = new ArrayList<>();

  Credits(OracleSettings settings, Windows windows, Results results) {
    this.settings = settings;
    this.models = new Models(settings);
    this.windows = windows;
    this.results = results;
  }

  /** All that was booked. */
  List<Booked> booked() {
    return booked;
  }

  void add(Conversion conversion) {
    for (String model : settings.models()) {
      List<Touch.Share> shares = models.shares(model, conversion.touches(), conversion.weighedAt());
      List<BigDecimal> weights = shares.stream().map(Touch.Share::weight).toList();
      List<BigDecimal> values = Exact.split(conversion.value(), Exact.MONEY, weights);
      List<List<Step>> parts = parts(conversion, weights);
      for (int i = 0; i < shares.size(); i++) {
        List<Step> bookings = bookings(parts.get(i));
        results.credit(model, conversion, shares.get(i), values.get(i), bookings);
        book(model, conversion, shares.get(i).touch(), bookings);
      }
    }
  }

  /** Of each touch the totals it has after each step. */
  private static List<List<Step>> parts(Conversion conversion, List<BigDecimal> weights) {
    List<List<Step>> parts = new ArrayList<>();
    weights.forEach(weight -> parts.add(new ArrayList<>()));
    for (Step step : conversion.steps()) {
      parts.forEach(part -> part.add(new Step(step.time(), new TreeMap<>())));
      step.totals()
          .forEach(
              (measure, total) -> {
                int scale = MONEY.contains(measure) ? Exact.MONEY : Exact.COUNT;
                List<BigDecimal> split = Exact.split(total, scale, weights);
                for (int i = 0; i < split.size(); i++) {
                  List<Step> part = parts.get(i);
                  part.get(part.size() - 1).totals().put(measure, split.get(i));
                }
              });
    }
    return parts;
  }

  /**
   * The changes from step to step. What the net as bought lacks to gross are discounts, what the
   * net lacks to that are refunds.
   */
  private static List<Step> bookings(List<Step> totals) {
    List<Step> bookings = new ArrayList<>();
    Map<String, BigDecimal> before = Map.of();
    for (Step step : totals) {
      Map<String, BigDecimal> changes = new TreeMap<>();
      for (Map.Entry<String, BigDecimal> total : step.totals().entrySet()) {
        BigDecimal was = before.getOrDefault(total.getKey(), BigDecimal.ZERO);
        changes.put(total.getKey(), total.getValue().subtract(was));
      }
      BigDecimal bought = changes.remove("bought");
      if (bought != null) {
        BigDecimal gross = changes.getOrDefault("grossRevenue", BigDecimal.ZERO);
        BigDecimal net = changes.getOrDefault("netRevenue", BigDecimal.ZERO);
        changes.put("discounts", gross.subtract(bought));
        changes.put("refunds", bought.subtract(net));
      }
      bookings.add(new Step(step.time(), changes));
      before = step.totals();
    }
    return bookings;
  }

  private void book(String model, Conversion conversion, Touch touch, List<Step> bookings) {
    for (Step booking : bookings) {
      booked.add(
          new Booked(
              model,
              touch.campaign(),
              touch.channel(),
              conversion.dealer(),
              booking.time(),
              touch.time(),
              booking.totals()));
      booking
          .totals()
          .forEach(
              (measure, amount) -> {
                windows.add(
                    booking.time(),
                    touch.campaign(),
                    touch.channel(),
                    Results.attributed(model, "CONVERSION_TIME", measure),
                    amount);
                windows.add(
                    touch.time(),
                    touch.campaign(),
                    touch.channel(),
                    Results.attributed(model, "INTERACTION_TIME", measure),
                    amount);
              });
    }
  }
}
