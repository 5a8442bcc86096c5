package io.campaignpulse.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.InteractionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A run of bytes against a sorted set of touches. */
class TouchLogTest {

  private static final String[] TEXTS = {"", "a", "ab", "b", "é", "\uFFFD", "𝄞", "渠道", "x\u0000"};

  private static Touch touch(Random random) {
    return new Touch(
        TEXTS[random.nextInt(TEXTS.length)],
        random.nextInt(5) - 2,
        InteractionType.values()[random.nextInt(3)],
        TEXTS[random.nextInt(TEXTS.length)],
        TEXTS[random.nextInt(TEXTS.length)]);
  }

  @Property
  void it_holds_what_a_sorted_set_holds(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    TreeSet<Touch> expected = new TreeSet<>();
    TouchLog log = TouchLog.EMPTY;
    for (int i = random.nextInt(40); i > 0; i--) {
      Touch touch = touch(random);
      if (random.nextInt(4) == 0) {
        expected.remove(touch);
        log = log.without(PackedTouch.of(touch));
      } else {
        expected.add(touch);
        log = log.with(PackedTouch.of(touch));
      }
      assertThat(log.toList()).isEqualTo(List.copyOf(expected));
      assertThat(log.count()).isEqualTo(expected.size());
      if (!log.isEmpty() && random.nextInt(8) == 0) {
        assertThat(log.oldest().unpack()).isEqualTo(expected.pollFirst());
        log = log.withoutOldest();
      }
    }
    long from = random.nextInt(5) - 2L;
    assertThat(log.since(from).toList())
        .isEqualTo(expected.stream().filter(t -> t.time() >= from).toList());
    assertThat(log.where((type, time) -> type == InteractionType.CLICK).toList())
        .isEqualTo(expected.stream().filter(t -> t.type() == InteractionType.CLICK).toList());
    assertThat(TouchLog.of(log.packed())).isEqualTo(log);
    assertThat(again(log).with(PackedTouch.of(touch(random))).count())
        .isGreaterThanOrEqualTo(log.count());
    assertThat(again(log)).isEqualTo(log).hasSameHashCodeAs(log);
  }

  @Property
  void in_whatever_order_touches_are_collected_each_is_in_once(@ForAll long seed) {
    Random random = new Random(seed);
    List<PackedTouch> touches = new ArrayList<>();
    TouchLog one = TouchLog.EMPTY;
    for (int i = random.nextInt(20); i > 0; i--) {
      PackedTouch touch = PackedTouch.of(touch(random));
      touches.add(touch);
      one = one.with(touch);
    }
    assertThat(TouchLog.of(touches)).isEqualTo(one);
  }

  @Test
  void what_is_in_already_or_never_was_leaves_the_log_as_it_is() {
    PackedTouch touch = PackedTouch.of(new Touch("e", 1, InteractionType.CLICK, "camp", "EMAIL"));
    PackedTouch sameIdAtAnotherTime =
        PackedTouch.of(new Touch("e", 2, InteractionType.CLICK, "camp", "EMAIL"));
    TouchLog log = TouchLog.EMPTY.with(touch);
    assertThat(log.with(touch)).isSameAs(log);
    assertThat(log.without(sameIdAtAnotherTime)).isSameAs(log);
    assertThat(log.without(touch)).isEqualTo(TouchLog.EMPTY);
    assertThat(log.where((type, time) -> true)).isSameAs(log);
    assertThat(log).hasToString("[" + touch.unpack() + "]");
  }

  private static TouchLog again(TouchLog log) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    log.write(new DataOutputStream(bytes));
    return TouchLog.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
