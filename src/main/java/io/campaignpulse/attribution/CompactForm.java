package io.campaignpulse.attribution;

import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.identity.LinkStatement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compact binary form of what attribution sends and remembers: numbers and lengths of seven
 * bits a byte, texts in UTF-8, of a booking only what isn't 0.
 */
public final class CompactForm {

  private static final ConversionType[] TYPES = ConversionType.values();
  private static final Evidence.Kind[] KINDS = Evidence.Kind.values();
  private static final int NO_EVIDENCE = -1;
  private static final int NO_TYPE = -1;
  private static final int VOIDED = 1;

  private CompactForm() {}

  /** Writes a number; small ones, of either sign, take few bytes. */
  public static void write(long number, DataOutput out) throws IOException {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** A number that {@link #write(long, DataOutput)} wrote. */
  public static long readNumber(DataInput in) throws IOException {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.readByte();
      number |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (number >>> 1) ^ -(number & 1);
  }

  /** The same from memory, where it is read several times as fast. */
  public static long readNumber(ByteBuffer in) {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      number |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (number >>> 1) ^ -(number & 1);
  }

  /** A count or length that {@link #write(long, DataOutput)} wrote. */
  static int readSize(DataInput in) throws IOException {
    long size = readNumber(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("not a size: " + size);
    }
    return (int) size;
  }

  static void write(byte[] bytes, DataOutput out) throws IOException {
    write(bytes.length, out);
    out.write(bytes);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[readSize(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** Writes a text after its length. */
  public static void write(String text, DataOutput out) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeOptional(@Nullable String text, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      write(text, out);
    }
  }

  static @Nullable String readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? readText(in) : null;
  }

  static void writeOptional(@Nullable Conversion conversion, DataOutput out) throws IOException {
    out.writeBoolean(conversion != null);
    if (conversion != null) {
      write(conversion, out);
    }
  }

  static @Nullable Conversion readOptionalConversion(DataInput in) throws IOException {
    return in.readBoolean() ? readConversion(in) : null;
  }

  static void write(LinkStatement link, DataOutput out) throws IOException {
    write(link.time(), out);
    write(link.customerId(), out);
    out.writeBoolean(link.linked());
    write(link.leadEventId(), out);
  }

  static LinkStatement readLink(DataInput in) throws IOException {
    return new LinkStatement(readNumber(in), readText(in), in.readBoolean(), readText(in));
  }

  private static void writeOptional(@Nullable Evidence evidence, DataOutput out)
      throws IOException {
    out.writeByte(evidence == null ? NO_EVIDENCE : evidence.kind().ordinal());
    if (evidence != null) {
      write(evidence.campaignId(), out);
      write(evidence.channel(), out);
    }
  }

  private static @Nullable Evidence readOptionalEvidence(DataInput in) throws IOException {
    int kind = in.readByte();
    return kind == NO_EVIDENCE ? null : new Evidence(KINDS[kind], readText(in), readText(in));
  }

  /** Writes paths. */
  public static void write(JourneyChange change, DataOutput out) throws IOException {
    ConversionType type = change.conversionType();
    out.writeByte(type == null ? NO_TYPE : type.ordinal());
    write(change.nodes().size(), out);
    for (JourneyNode node : change.nodes()) {
      write(node.campaignId(), out);
      write(node.channel(), out);
    }
    out.writeBoolean(change.converted());
    write(change.endedAt(), out);
    write(change.count(), out);
  }

  /** Reads paths that {@link #write(JourneyChange, DataOutput)} wrote. */
  public static JourneyChange readPaths(DataInput in) throws IOException {
    int type = in.readByte();
    int size = readSize(in);
    List<JourneyNode> nodes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      nodes.add(new JourneyNode(readText(in), readText(in)));
    }
    return new JourneyChange(
        type == NO_TYPE ? null : TYPES[type],
        nodes,
        in.readBoolean(),
        readNumber(in),
        readNumber(in));
  }

  static void writeAll(List<Conversion> conversions, DataOutput out) throws IOException {
    write(conversions.size(), out);
    for (Conversion conversion : conversions) {
      write(conversion, out);
    }
  }

  /** A list of its own, which may grow. */
  static List<Conversion> readConversions(DataInput in) throws IOException {
    int size = readSize(in);
    List<Conversion> conversions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      conversions.add(readConversion(in));
    }
    return conversions;
  }

  static void write(Conversion conversion, DataOutput out) throws IOException {
    write(conversion.conversionId(), out);
    out.writeByte(conversion.type().ordinal());
    out.writeByte(conversion.voided() ? VOIDED : 0);
    write(conversion.eventId(), out);
    write(conversion.time(), out);
    write(conversion.eligibleAt() - conversion.time(), out);
    write(conversion.askedAt() - conversion.time(), out);
    writeOptional(conversion.customerId(), out);
    writeOptional(conversion.visitorId(), out);
    writeOptional(conversion.leadId(), out);
    writeOptional(conversion.dealerId(), out);
    writeOptional(conversion.evidence(), out);
    write(conversion.value(), out);
    write(conversion.bookings().size(), out);
    for (Booking booking : conversion.bookings()) {
      write(booking, out);
    }
  }

  static Conversion readConversion(DataInput in) throws IOException {
    String conversionId = readText(in);
    ConversionType type = TYPES[in.readByte()];
    boolean voided = in.readByte() == VOIDED;
    String eventId = readText(in);
    long time = readNumber(in);
    long eligibleAt = time + readNumber(in);
    long askedAt = time + readNumber(in);
    String customerId = readOptional(in);
    String visitorId = readOptional(in);
    String leadId = readOptional(in);
    String dealerId = readOptional(in);
    Evidence evidence = readOptionalEvidence(in);
    long value = readNumber(in);
    int size = readSize(in);
    List<Booking> bookings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      bookings.add(readBooking(in));
    }
    return new Conversion(
        conversionId,
        type,
        eventId,
        time,
        eligibleAt,
        askedAt,
        customerId,
        visitorId,
        leadId,
        dealerId,
        evidence,
        bookings,
        value,
        voided);
  }

  private static void write(Booking booking, DataOutput out) throws IOException {
    long[] amounts = booking.amounts();
    int present = 0;
    for (int i = 0; i < amounts.length; i++) {
      present |= amounts[i] == 0 ? 0 : 1 << i;
    }
    write(booking.time(), out);
    out.writeByte(amounts.length);
    out.writeInt(present);
    for (long amount : amounts) {
      if (amount != 0) {
        write(amount, out);
      }
    }
  }

  private static Booking readBooking(DataInput in) throws IOException {
    long time = readNumber(in);
    long[] amounts = new long[in.readByte()];
    int present = in.readInt();
    for (int i = 0; i < amounts.length; i++) {
      if ((present >> i & 1) != 0) {
        amounts[i] = readNumber(in);
      }
    }
    return new Booking(time, amounts);
  }
}
