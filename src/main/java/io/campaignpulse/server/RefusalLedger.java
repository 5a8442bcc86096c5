package io.campaignpulse.server;

import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of the records that were refused over HTTP, which no job receives: of each topic
 * received and rejected. It goes on from what the topic holds, so it is published once that has
 * been read. A ledger Kafka did not take is contained in the next one.
 */
final class RefusalLedger {

  /** What the ledger of the server is named by, where the others have the name of a job. */
  static final String JOB = "server";

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLedger.class);

  private final EventLog log;
  private final ResultViews views;
  private final ResultFeed feed;
  private final Clock clock;
  private final Map<Topic, LedgerBook> published = new EnumMap<>(Topic.class);
  private final Map<Topic, Long> unpublished = new EnumMap<>(Topic.class);

  RefusalLedger(EventLog log, ResultViews views, ResultFeed feed, Clock clock) {
    this.log = log;
    this.views = views;
    this.feed = feed;
    this.clock = clock;
  }

  /** Counts records that were refused. */
  synchronized void add(Topic topic, long refused) {
    unpublished.merge(topic, refused, Long::sum);
    if (feed.state() == ResultFeed.State.LIVE) {
      unpublished.forEach(this::publish);
      unpublished.clear();
    }
  }

  private void publish(Topic topic, long refused) {
    long now = clock.millis();
    LedgerBook before = published.get(topic);
    if (before == null) {
      before = views.refused(topic);
    }
    LedgerBook book = next(topic, before, refused, now);
    published.put(topic, book);
    var unused =
        log.append(book)
            .whenComplete(
                (acknowledged, failure) -> {
                  if (failure != null) {
                    LOG.warn(
                        "Kafka has not acknowledged the ledger of refused records of {}",
                        topic.label(),
                        failure);
                  }
                });
  }

  private static LedgerBook next(Topic topic, @Nullable LedgerBook before, long refused, long now) {
    long[] counts = new long[Outcome.values().length];
    counts[Outcome.RECEIVED.ordinal()] = refused;
    counts[Outcome.REJECTED.ordinal()] = refused;
    LedgerBook added = new LedgerBook(topic, counts, now, now);
    if (before == null) {
      return added;
    }
    LedgerBook sum = before.plus(added);
    return new LedgerBook(topic, sum.counts(), Math.max(before.revision() + 1, now), now);
  }
}
