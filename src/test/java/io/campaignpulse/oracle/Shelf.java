package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one article up to an instant. What a dealer sells whose id is a location goes from
 * that location, everything else from the other locations together.
 */
final class Shelf {

  private static final String POOL = "";

  private final List<Line> counts;
  private final List<Line> receipts;
  private final List<Movement> sales;
  private final Set<String> locations;
  private final Set<String> dealers;
  private final @Nullable BigDecimal opening;
  private final Instant start;

  /**
   * The stock by what happened before an instant.
   *
   * @param inventory counts and receipts of the article in the order of their time
   * @param movements sales and returns of the article
   */
  Shelf(List<Line> inventory, List<Movement> movements, Instant until) {
    this(inventory, movements, until, null, until);
  }

  /** The same with what a promotion says there was at its start, unless it was counted by then. */
  Shelf(
      List<Line> inventory,
      List<Movement> movements,
      Instant until,
      @Nullable BigDecimal opening,
      Instant start) {
    this.opening = start.isBefore(until) ? opening : null;
    this.start = start;
    List<Line> known =
        inventory.stream().filter(event -> event.eventTime().isBefore(until)).toList();
    counts = known.stream().filter(event -> event.has("onHand")).toList();
    receipts = known.stream().filter(event -> event.has("received")).toList();
    sales = movements.stream().filter(move -> move.time().isBefore(until)).toList();
    locations = known.stream().map(Shelf::location).collect(Collectors.toSet());
    dealers =
        sales.stream()
            .map(Movement::dealer)
            .filter(Objects::nonNull)
            .filter(locations::contains)
            .collect(Collectors.toSet());
  }

  private static String location(Line event) {
    return Objects.requireNonNullElse(event.optional("location"), POOL);
  }

  /** Units on hand; null without any count or receipt. */
  @Nullable BigDecimal onHand() {
    return isKnownAt(Instant.MAX) ? onHandAfter(Instant.MAX) : null;
  }

  /** The sale that left nothing, or the count that found nothing, if nothing has come since. */
  @Nullable Instant soldOutAt() {
    TreeSet<Instant> times = new TreeSet<>();
    counts.forEach(event -> times.add(event.eventTime()));
    receipts.forEach(event -> times.add(event.eventTime()));
    sales.forEach(move -> times.add(move.time()));
    if (opening != null) {
      times.add(start);
    }
    Instant soldOut = null;
    for (Instant time : times) {
      if (isKnownAt(time)) {
        if (onHandAfter(time).signum() > 0) {
          soldOut = null;
        } else if (soldOut == null) {
          soldOut = time;
        }
      }
    }
    return soldOut;
  }

  private boolean isKnownAt(Instant time) {
    return isAsOpened(time)
        || counts.stream().anyMatch(event -> !event.eventTime().isAfter(time))
        || receipts.stream().anyMatch(event -> !event.eventTime().isAfter(time));
  }

  /** Whether the promotion has begun and nobody has counted yet. */
  private boolean isAsOpened(Instant time) {
    return opening != null
        && !time.isBefore(start)
        && counts.stream().allMatch(event -> event.eventTime().isAfter(time));
  }

  /** The sum over dealers and the pool after all that happened up to an instant. */
  private BigDecimal onHandAfter(Instant time) {
    if (opening != null && isAsOpened(time)) {
      BigDecimal since = opening;
      for (Line receipt : receipts) {
        if (!receipt.eventTime().isBefore(start) && !receipt.eventTime().isAfter(time)) {
          since = since.add(receipt.decimal("received"));
        }
      }
      for (Movement move : sales) {
        if (!move.time().isBefore(start) && !move.time().isAfter(time)) {
          since = since.subtract(move.units());
        }
      }
      return since;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (String dealer : dealers) {
      sum = sum.add(onHandAfter(time, Set.of(dealer), dealer));
    }
    Set<String> others = new TreeSet<>(locations);
    others.removeAll(dealers);
    // What nobody counts apart was in what the dealers counted.
    return others.isEmpty()
        ? sum.subtract(sold(null, counted(locations, time), time))
        : sum.add(onHandAfter(time, others, null));
  }

  /** What lies in locations from which the same sell; 0 while nothing is known of them. */
  private BigDecimal onHandAfter(Instant time, Set<String> of, @Nullable String dealer) {
    BigDecimal sum = BigDecimal.ZERO;
    boolean known = false;
    for (String location : of) {
      Line count = last(counts, location, time);
      Instant since = count == null ? Instant.MIN : count.eventTime();
      sum = sum.add(count == null ? BigDecimal.ZERO : count.decimal("onHand"));
      known |= count != null;
      for (Line receipt : receipts) {
        if (location(receipt).equals(location) && !receipt.eventTime().isAfter(time)) {
          known = true;
          sum =
              sum.add(
                  receipt.eventTime().isBefore(since)
                      ? BigDecimal.ZERO
                      : receipt.decimal("received"));
        }
      }
    }
    return known ? sum.subtract(sold(dealer, counted(of, time), time)) : BigDecimal.ZERO;
  }

  /** When locations were last counted up to an instant. */
  private Instant counted(Set<String> of, Instant time) {
    return of.stream()
        .map(location -> last(counts, location, time))
        .filter(Objects::nonNull)
        .map(Line::eventTime)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** The last count of a location up to an instant. */
  static @Nullable Line last(List<Line> counts, String location, Instant time) {
    Line last = null;
    for (Line count : counts) {
      if (location(count).equals(location) && !count.eventTime().isAfter(time)) {
        last = count;
      }
    }
    return last;
  }

  /** What a dealer with a location, or all others, sold from one instant to another. */
  private BigDecimal sold(@Nullable String dealer, Instant since, Instant time) {
    return sales.stream()
        .filter(
            move -> {
              String of =
                  move.dealer() != null && dealers.contains(move.dealer()) ? move.dealer() : null;
              return Objects.equals(of, dealer);
            })
        .filter(move -> !move.time().isBefore(since) && !move.time().isAfter(time))
        .map(Movement::units)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What was counted in all locations at an instant or last before; null without a count. */
  static @Nullable BigDecimal counted(List<Line> inventory, Instant time) {
    List<Line> counts =
        inventory.stream()
            .filter(event -> event.has("onHand") && !event.eventTime().isAfter(time))
            .toList();
    return counts.isEmpty()
        ? null
        : counts.stream()
            .map(Shelf::location)
            .distinct()
            .map(location -> Objects.requireNonNull(last(counts, location, time)))
            .map(count -> count.decimal("onHand"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
