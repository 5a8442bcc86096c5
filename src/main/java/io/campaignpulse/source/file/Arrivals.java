package io.campaignpulse.source.file;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.json.JsonRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The records of a folder in the order in which they arrived, all in memory. Of those that arrived
 * at one instant first the earlier topic, then the smaller bytes come, so that the order of lines
 * means nothing. Records that a replay refuses are left out: nothing follows from them.
 *
 * @param inOrder the oldest first
 */
public record Arrivals(List<Arrival> inOrder) {

  private static final Comparator<Arrival> ORDER =
      Comparator.comparingLong(Arrival::time)
          .thenComparing(arrival -> arrival.record().topic())
          .thenComparing(Arrivals::value, Arrays::compareUnsigned);

  /**
   * Reads the files of a folder.
   *
   * @param bounds the event times that are believed
   * @throws UnreadableInputException if a file breaks off
   */
  public static Arrivals read(ReplayFolder folder, TimeBounds bounds) {
    List<Arrival> arrivals = new ArrayList<>();
    for (ReplayFile file : folder.files()) {
      ArrivalReader reader = new ArrivalReader(file.topic(), bounds);
      ReplayPrescan.forEach(
          file,
          raw -> {
            Arrival arrival = reader.read(raw);
            if (arrival != null) {
              arrivals.add(arrival);
            }
          });
    }
    arrivals.sort(ORDER);
    return new Arrivals(List.copyOf(arrivals));
  }

  /** The same without those of one topic. */
  public Arrivals without(Topic topic) {
    return new Arrivals(
        inOrder.stream().filter(arrival -> arrival.record().topic() != topic).toList());
  }

  /** When the first event arrived, which no row of a catalogue is; empty if there is none. */
  public OptionalLong firstEvent() {
    return inOrder.stream()
        .filter(arrival -> !arrival.record().topic().isCatalogue())
        .mapToLong(Arrival::time)
        .findFirst();
  }

  /** When the last one arrived that didn't after an instant; empty if there is none. */
  public OptionalLong last(long notAfter) {
    return inOrder.stream().mapToLong(Arrival::time).filter(time -> time <= notAfter).max();
  }

  /** The rows of catalogues that had arrived by an instant. */
  public List<RawRecord> catalogues(long until) {
    return inOrder.stream()
        .takeWhile(arrival -> arrival.time() <= until)
        .map(Arrival::record)
        .filter(raw -> raw.topic().isCatalogue())
        .toList();
  }

  private static byte[] value(Arrival arrival) {
    return Objects.requireNonNull(arrival.record().value());
  }

  /** Tells when the records of a topic arrived. */
  private static final class ArrivalReader {
    private final FieldsReader<?> reader;
    private final TimeBounds believed;
    private final TimeBounds live;

    ArrivalReader(Topic topic, TimeBounds believed) {
      this.reader = TopicReaders.of(topic);
      this.believed = believed;
      this.live = new TimeBounds(null, believed.maxFutureMillis());
    }

    /** Null for a record that is refused. */
    @Nullable Arrival read(RawRecord raw) {
      try {
        Fields fields = JsonRecords.parse(Objects.requireNonNull(raw.value()));
        Object value = reader.read(fields, ReplayPrescan.origin(raw));
        if (value instanceof Event event) {
          long arrivalTime = event.origin().arrivalTime();
          believed.check(event.eventTime(), arrivalTime);
          live.check(event.eventTime(), arrivalTime);
          return new Arrival(arrivalTime, raw);
        }
        return new Arrival(declared(fields), raw);
      } catch (RejectedException e) {
        return null;
      }
    }

    /** Catalogues don't read the field, so nothing refuses one that is no time. */
    private static long declared(Fields fields) {
      try {
        Long time = fields.time("arrivalTime");
        return time == null ? ArrivalTimes.UNKNOWN : time;
      } catch (Fields.UnreadableFieldException e) {
        return ArrivalTimes.UNKNOWN;
      }
    }
  }
}
