package io.campaignpulse.reprocess;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.reprocess.PricedTopic.Copy;
import io.campaignpulse.reprocess.StandingRejections.Standing;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.SingleRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts records that had no exchange rate back into their topics once there is one. */
final class Reprocessing {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What became of the rejections of a topic; the lists hold their keys and details. */
  record Report(Topic topic, int putBack, List<String> withoutRate, List<String> gone) {}

  private final KafkaConnection connection;
  private final String reportingCurrency;

  Reprocessing(KafkaConnection connection, String reportingCurrency) {
    this.connection = connection;
    this.reportingCurrency = reportingCurrency;
  }

  /**
   * Goes through the rejections that stand.
   *
   * @param only the topics to look at; empty for all
   * @param since what was refused before it stays, epoch milliseconds
   * @param dryRun whether to write nothing
   */
  List<Report> run(Set<Topic> only, long since, boolean dryRun) {
    TimeBounds anyTime = new TimeBounds(TimeBounds.LATEST, 0);
    FxRates rates =
        new FxRates(
            reportingCurrency,
            new CatalogueReader(connection, new RecordDecoders(anyTime)).fxRates());
    Collection<Standing> standing =
        StandingRejections.read(connection, RejectionReason.FX_RATE_MISSING);
    Set<Topic> wanted = only.isEmpty() ? EnumSet.allOf(Topic.class) : only;
    List<Report> reports = new ArrayList<>();
    try (SingleRecords originals = new SingleRecords(connection, PATIENCE);
        PutBack putBack = dryRun ? null : new PutBack(connection)) {
      for (PricedTopic<?> topic : PricedTopic.all()) {
        if (wanted.contains(topic.topic())) {
          List<Standing> mine =
              standing.stream()
                  .filter(s -> s.rejection().topic() == topic.topic() && s.rejectedAt() >= since)
                  .sorted(
                      Comparator.comparing((Standing s) -> s.rejection().partition())
                          .thenComparing(s -> s.rejection().position()))
                  .toList();
          reports.add(run(topic, mine, rates, originals, putBack));
        }
      }
      if (putBack != null) {
        putBack.commit();
      }
    }
    return reports;
  }

  private static <E extends Record & Event> Report run(
      PricedTopic<E> topic,
      List<Standing> standing,
      FxRates rates,
      SingleRecords originals,
      @Nullable PutBack putBack) {
    int put = 0;
    List<String> withoutRate = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Standing one : standing) {
      Rejection rejection = one.rejection();
      E told = topic.told(rejection);
      if (told != null && !topic.isPriceable(told, rates)) {
        withoutRate.add(rejection.detail());
        continue;
      }
      Copy<E> copy =
          topic.copy(
              originals.at(topic.topic().label(), rejection.partition(), rejection.position()),
              told);
      if (copy == null) {
        gone.add(one.key());
      } else if (!topic.isPriceable(copy.event(), rates)) {
        withoutRate.add(rejection.detail());
      } else {
        put++;
        if (putBack != null) {
          putBack.put(copy.record(), one.key());
        }
      }
    }
    return new Report(topic.topic(), put, withoutRate, gone);
  }
}
