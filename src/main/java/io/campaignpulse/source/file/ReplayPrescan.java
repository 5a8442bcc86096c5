package io.campaignpulse.source.file;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.ingest.CalendarReader;
import io.campaignpulse.ingest.CampaignReader;
import io.campaignpulse.ingest.ChannelLagsReader;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.FxRateReader;
import io.campaignpulse.ingest.LatestRows;
import io.campaignpulse.ingest.PlanReader;
import io.campaignpulse.ingest.PromotionReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.json.JsonRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a replay has to know before its first event: the catalogues, and by default its asOf. */
public final class ReplayPrescan {

  private ReplayPrescan() {}

  /** The catalogues of a folder: of each id the row that stands. */
  public static CatalogueSnapshot catalogues(ReplayFolder folder) {
    return new CatalogueSnapshot(
        standing(folder, Topic.CAMPAIGNS, new CampaignReader()),
        standing(folder, Topic.PROMOTIONS, new PromotionReader()),
        standing(folder, Topic.PLANS, new PlanReader()),
        standing(folder, Topic.FX_RATES, new FxRateReader()),
        standing(folder, Topic.RULES, new AlertRuleReader()),
        standing(folder, Topic.CALENDAR, new CalendarReader()),
        standing(folder, Topic.CHANNEL_LAGS, new ChannelLagsReader()));
  }

  /** The catalogues that these rows make: of each id the row that stands. */
  public static CatalogueSnapshot catalogues(List<RawRecord> rows) {
    return new CatalogueSnapshot(
        standing(rows, Topic.CAMPAIGNS, new CampaignReader()),
        standing(rows, Topic.PROMOTIONS, new PromotionReader()),
        standing(rows, Topic.PLANS, new PlanReader()),
        standing(rows, Topic.FX_RATES, new FxRateReader()),
        standing(rows, Topic.RULES, new AlertRuleReader()),
        standing(rows, Topic.CALENDAR, new CalendarReader()),
        standing(rows, Topic.CHANNEL_LAGS, new ChannelLagsReader()));
  }

  /**
   * The latest event time of a valid record that isn't after {@code now}, epoch milliseconds; empty
   * if there is none. Reads every event file once.
   */
  public static OptionalLong latestEventTime(ReplayFolder folder, long now) {
    LatestTime latest = new LatestTime();
    for (ReplayFile file : folder.files()) {
      if (!file.topic().isCatalogue()) {
        forEachValid(
            file,
            TopicReaders.of(file.topic()),
            value -> {
              long time = ((Event) value).eventTime();
              if (time >= TimeBounds.EARLIEST && time <= now) {
                latest.add(time);
              }
            });
      }
    }
    return latest.time();
  }

  /**
   * The instant a replay holds for: the one it was told, else the latest event time.
   *
   * @param told null if it was told none
   * @param startedAt events after it are not taken; it stands in where there are none
   */
  public static Instant asOf(ReplayFolder folder, @Nullable Instant told, Instant startedAt) {
    if (told != null) {
      return told;
    }
    long started = startedAt.toEpochMilli();
    return Instant.ofEpochMilli(latestEventTime(folder, started).orElse(started));
  }

  private static <R extends CatalogueRow> List<R> standing(
      ReplayFolder folder, Topic topic, FieldsReader<R> reader) {
    TreeMap<String, R> rows = new TreeMap<>();
    folder
        .file(topic)
        .ifPresent(
            file ->
                forEachValid(file, reader, row -> rows.merge(row.id(), row, LatestRows::standing)));
    return List.copyOf(rows.values());
  }

  private static <R extends CatalogueRow> List<R> standing(
      List<RawRecord> raws, Topic topic, FieldsReader<R> reader) {
    TreeMap<String, R> rows = new TreeMap<>();
    for (RawRecord raw : raws) {
      if (raw.topic() == topic) {
        readIfValid(raw, reader, row -> rows.merge(row.id(), row, LatestRows::standing));
      }
    }
    return List.copyOf(rows.values());
  }

  private static <E> void forEachValid(
      ReplayFile file, FieldsReader<E> reader, Consumer<? super E> sink) {
    forEach(file, raw -> readIfValid(raw, reader, sink));
  }

  private static <E> void readIfValid(
      RawRecord raw, FieldsReader<E> reader, Consumer<? super E> sink) {
    byte[] value = raw.value();
    if (value == null) {
      return;
    }
    try {
      sink.accept(reader.read(JsonRecords.parse(value), origin(raw)));
    } catch (RejectedException e) {
      // The replay itself rejects and reports it.
    }
  }

  /** Where a record came from. */
  static Origin origin(RawRecord raw) {
    return new Origin(raw.partition(), raw.position(), raw.file(), raw.arrivalTime());
  }

  /** Reads a file through. */
  static void forEach(ReplayFile file, Consumer<RawRecord> sink) {
    try (FileRecords records = FileRecords.open(file)) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        sink.accept(raw);
      }
    } catch (IOException e) {
      throw new UnreadableInputException(file.path() + " cannot be closed", e);
    }
  }

  private static final class LatestTime {
    private long time = Long.MIN_VALUE;

    void add(long candidate) {
      time = Math.max(time, candidate);
    }

    OptionalLong time() {
      return time == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(time);
    }
  }
}
