package io.campaignpulse.plan;

import io.campaignpulse.attribution.CompactForm;
import io.campaignpulse.ingest.Utf8Order;
import io.campaignpulse.plan.StockEntry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the stock of an article in one hour, in its order, packed into one run of bytes:
 * of times only the distance to the one before, numbers of seven bits a byte. A sale takes about 13
 * bytes.
 */
final class StockHour {

  private static final Kind[] KINDS = Kind.values();

  private static final long MILLIS = Duration.ofHours(1).toMillis();

  private StockHour() {}

  /** The hour since the epoch that an instant (epoch milliseconds) lies in. */
  static long of(long time) {
    return Math.floorDiv(time, MILLIS);
  }

  /** The run with one more entry; null if nothing is left in it. */
  static byte @Nullable [] with(byte @Nullable [] run, StockEntry entry) {
    long hour = of(entry.time());
    List<StockEntry> entries = run == null ? new ArrayList<>() : unpack(run, hour);
    int place = Collections.binarySearch(entries, entry, StockEntry.ORDER);
    if (place < 0) {
      entries.add(-place - 1, entry);
    } else {
      entries.set(place, merged(entries.get(place), entry));
    }
    entries.removeIf(StockEntry::changesNothing);
    return entries.isEmpty() ? null : pack(entries, hour);
  }

  private static StockEntry merged(StockEntry known, StockEntry entry) {
    if (known.kind() != Kind.COUNT) {
      return known.plus(entry);
    }
    return Utf8Order.compare(known.eventId(), entry.eventId()) < 0 ? entry : known;
  }

  private static byte[] pack(List<StockEntry> entries, long hour) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    long time = hour * MILLIS;
    try {
      for (StockEntry entry : entries) {
        CompactForm.write((long) entry.place() * KINDS.length + entry.kind().ordinal(), out);
        CompactForm.write(entry.time() - time, out);
        CompactForm.write(entry.unitsMicros(), out);
        switch (entry.kind()) {
          case COUNT -> CompactForm.write(entry.eventId(), out);
          case RECEIPT -> {}
          case SALE -> {
            CompactForm.write(entry.time() - entry.soldAt(), out);
            CompactForm.write(entry.netMicros(), out);
          }
        }
        time = entry.time();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The entries of an hour, in a list of the caller's own. */
  static List<StockEntry> unpack(byte[] run, long hour) {
    ByteBuffer in = ByteBuffer.wrap(run);
    List<StockEntry> entries = new ArrayList<>();
    long time = hour * MILLIS;
    while (in.hasRemaining()) {
      int head = (int) CompactForm.readNumber(in);
      int place = head / KINDS.length;
      time += CompactForm.readNumber(in);
      long units = CompactForm.readNumber(in);
      entries.add(
          switch (KINDS[head % KINDS.length]) {
            case COUNT -> StockEntry.count(time, place, units, readText(in));
            case RECEIPT -> StockEntry.receipt(time, place, units);
            case SALE -> {
              long soldAt = time - CompactForm.readNumber(in);
              yield StockEntry.sale(time, place, soldAt, units, CompactForm.readNumber(in));
            }
          });
    }
    return entries;
  }

  private static String readText(ByteBuffer in) {
    byte[] text = new byte[(int) CompactForm.readNumber(in)];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
