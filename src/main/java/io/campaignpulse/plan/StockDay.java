package io.campaignpulse.plan;

import io.campaignpulse.attribution.CompactForm;
import io.campaignpulse.customer.Days;
import io.campaignpulse.ingest.Utf8Order;
import io.campaignpulse.plan.StockEntry.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the stock of an article on one day (UTC), in its order, packed into one run of
 * bytes: of times only the distance to the one before, numbers of seven bits a byte. A sale takes
 * about 13 bytes.
 */
final class StockDay {

  private static final Kind[] KINDS = Kind.values();

  private StockDay() {}

  /** The run with one more entry; null if nothing is left in it. */
  static byte @Nullable [] with(byte @Nullable [] run, StockEntry entry) {
    long day = Days.of(entry.time());
    List<StockEntry> entries = run == null ? new ArrayList<>() : unpack(run, day);
    int place = Collections.binarySearch(entries, entry, StockEntry.ORDER);
    if (place < 0) {
      entries.add(-place - 1, entry);
    } else {
      entries.set(place, merged(entries.get(place), entry));
    }
    entries.removeIf(StockEntry::changesNothing);
    return entries.isEmpty() ? null : pack(entries, day);
  }

  private static StockEntry merged(StockEntry known, StockEntry entry) {
    if (known.kind() != Kind.COUNT) {
      return known.plus(entry);
    }
    return Utf8Order.compare(known.eventId(), entry.eventId()) < 0 ? entry : known;
  }

  private static byte[] pack(List<StockEntry> entries, long day) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    long time = Days.start(day);
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

  /** The entries of a day, in a list of the caller's own. */
  static List<StockEntry> unpack(byte[] run, long day) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(run));
    List<StockEntry> entries = new ArrayList<>();
    long time = Days.start(day);
    try {
      while (in.available() > 0) {
        int head = (int) CompactForm.readNumber(in);
        int place = head / KINDS.length;
        time += CompactForm.readNumber(in);
        long units = CompactForm.readNumber(in);
        entries.add(
            switch (KINDS[head % KINDS.length]) {
              case COUNT -> StockEntry.count(time, place, units, CompactForm.readText(in));
              case RECEIPT -> StockEntry.receipt(time, place, units);
              case SALE -> {
                long soldAt = time - CompactForm.readNumber(in);
                yield StockEntry.sale(time, place, soldAt, units, CompactForm.readNumber(in));
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }
}
