package io.campaignpulse.attribution;

import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A touch as it travels and is remembered: one run of bytes from which time, type and order can be
 * told without making texts of the rest. Layout: time (8 bytes, big-endian), ordinal of the type (1
 * byte), eventId and campaignId each after its length (4 bytes), channel. A value.
 */
public final class PackedTouch {

  /** The order of touches. */
  static final Comparator<PackedTouch> ORDER = (a, b) -> a.compareTo(b.form, 0);

  private static final InteractionType[] TYPES = InteractionType.values();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int TYPE = Long.BYTES;
  private static final int ID_LENGTH = TYPE + 1;
  private static final int ID = ID_LENGTH + Integer.BYTES;

  private final byte[] form;

  private PackedTouch(byte[] form) {
    this.form = form;
  }

  /** Packs a touch. */
  public static PackedTouch of(Touch touch) {
    byte[] id = touch.eventId().getBytes(StandardCharsets.UTF_8);
    byte[] campaign = touch.campaignId().getBytes(StandardCharsets.UTF_8);
    byte[] channel = touch.channel().getBytes(StandardCharsets.UTF_8);
    int campaignAt = ID + id.length + Integer.BYTES;
    byte[] form = new byte[campaignAt + campaign.length + channel.length];
    LONG.set(form, 0, touch.time());
    form[TYPE] = (byte) touch.type().ordinal();
    INT.set(form, ID_LENGTH, id.length);
    System.arraycopy(id, 0, form, ID, id.length);
    INT.set(form, ID + id.length, campaign.length);
    System.arraycopy(campaign, 0, form, campaignAt, campaign.length);
    System.arraycopy(channel, 0, form, campaignAt + campaign.length, channel.length);
    return new PackedTouch(form);
  }

  /** The touch that lies in a range of bytes. */
  static PackedTouch copyOf(byte[] bytes, int from, int to) {
    return new PackedTouch(Arrays.copyOfRange(bytes, from, to));
  }

  /** Makes texts of it again. */
  public Touch unpack() {
    return unpack(form, 0, form.length);
  }

  /** When it happened, epoch milliseconds. */
  public long time() {
    return time(form, 0);
  }

  /** What it was. */
  public InteractionType type() {
    return type(form, 0);
  }

  /** How many bytes it takes. */
  int length() {
    return form.length;
  }

  /** Puts its bytes into others. */
  void copyTo(byte[] bytes, int at) {
    System.arraycopy(form, 0, bytes, at, form.length);
  }

  /** Compares, in the order of touches, with the one that lies at an offset. */
  int compareTo(byte[] bytes, int at) {
    int byTime = Long.compare(time(), time(bytes, at));
    return byTime != 0
        ? byTime
        : Arrays.compareUnsigned(
            form, ID, ID + idLength(form, 0), bytes, at + ID, idEnd(bytes, at));
  }

  static Touch unpack(byte[] bytes, int from, int to) {
    int idEnd = idEnd(bytes, from);
    int campaign = idEnd + Integer.BYTES;
    int channel = campaign + (int) INT.get(bytes, idEnd);
    return new Touch(
        text(bytes, from + ID, idEnd),
        time(bytes, from),
        type(bytes, from),
        text(bytes, campaign, channel),
        text(bytes, channel, to));
  }

  /** Where it was made, as texts; the eventId is left packed. */
  static JourneyNode node(byte[] bytes, int from, int to) {
    int idEnd = idEnd(bytes, from);
    int campaign = idEnd + Integer.BYTES;
    int channel = campaign + (int) INT.get(bytes, idEnd);
    return new JourneyNode(text(bytes, campaign, channel), text(bytes, channel, to));
  }

  static long time(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static InteractionType type(byte[] bytes, int at) {
    return TYPES[bytes[at + TYPE]];
  }

  /** Writes it. */
  void write(DataOutput out) throws IOException {
    CompactForm.write(form, out);
  }

  /** Reads what {@link #write} wrote. */
  static PackedTouch read(DataInput in) throws IOException {
    return new PackedTouch(CompactForm.readBytes(in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedTouch touch && Arrays.equals(form, touch.form);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(form);
  }

  @Override
  public String toString() {
    return unpack().toString();
  }

  private static int idLength(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + ID_LENGTH);
  }

  private static int idEnd(byte[] bytes, int at) {
    return at + ID + idLength(bytes, at);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
