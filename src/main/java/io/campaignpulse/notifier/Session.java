package io.campaignpulse.notifier;

import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.WireSchema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of the notifier with Kafka, from one start, or one failure of Kafka, to the next: what
 * was written down is restored, then what is read is written down before anything is sent, and so
 * is what came of it. For one thread.
 */
final class Session implements AutoCloseable {

  /** What is said when records show that somebody else does this work now. */
  static final String TAKEN_OVER = "another notifier has taken over";

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int INBOX = 5_000;
  private static final int BATCH = 500;
  private static final long TICK_MILLIS = 200;
  private static final long STAMP_EVERY_MILLIS = 60_000;

  private final Surroundings around;
  private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>(INBOX);
  private final Deliveries deliveries;
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> position = new HashMap<>();
  private final Desk desk;
  private final Hearing hearing;
  private final Journal journal;
  private final Intake intake;
  private final ConsumerGroupMetadata reader;
  private final Intake.CaughtUp start;
  private long stampAt = Long.MIN_VALUE;
  private long statusAt = Long.MIN_VALUE;
  private List<TargetStatus> status = List.of();

  /**
   * What a session finds around it.
   *
   * @param chance draws from [0, 1)
   * @param self names the notifier among all there ever were
   * @param closing whether it is to end
   * @param onStatus hears how the targets are doing
   */
  record Surroundings(
      KafkaConnection connection,
      TargetsFile file,
      Courier courier,
      NotifierOptions options,
      Clock clock,
      DoubleSupplier chance,
      String self,
      BooleanSupplier closing,
      Consumer<List<TargetStatus>> onStatus) {}

  private record Settled(Attempt attempt, Outcome outcome) {}

  /**
   * A session that has caught up.
   *
   * @param first whether there was none before it in this process
   * @throws IllegalStateException if a topic is missing, or another notifier has taken over
   */
  Session(Surroundings around, boolean first) {
    this.around = around;
    RuleTargets rules = new RuleTargets();
    StandingsBook people = new StandingsBook();
    desk = new Desk(around.file().targets(), rules, people, around.chance());
    hearing = new Hearing(desk, rules, people, around.clock());
    deliveries =
        new Deliveries(
            around.courier(), (attempt, outcome) -> inbox.put(new Settled(attempt, outcome)));
    intake =
        new Intake(
            around.connection(),
            WireSchema.ALERTS.topic(),
            List.of(
                WireSchema.RULES.topic(),
                WireSchema.ALERT_ACTIONS.topic(),
                WireSchema.ALERT_HEARTBEATS.topic()));
    try {
      // Being fenced off can look like any failure: whoever starts again mustn't fence in turn.
      if (!first && intake.isTakenOverFrom(around.self())) {
        throw new IllegalStateException(TAKEN_OVER);
      }
      journal = new Journal(around.connection());
    } catch (RuntimeException e) {
      intake.close();
      throw e;
    }
    try {
      reader = intake.reader();
      Map<String, DeadLetter> letters = journal.restore(desk);
      start = intake.catchUp();
      catchUp(first ? letters : Map.of(), first);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void catchUp(Map<String, DeadLetter> letters, boolean first) {
    start.catalogues().forEach(this::take);
    if (first) {
      for (String targetId : around.options().enable()) {
        TargetDesk target = desk.of(targetId);
        if (target == null) {
          throw new IllegalStateException("there is no target " + targetId);
        }
        target.enable();
      }
      letters.values().stream()
          .filter(letter -> around.options().replay(letter.notice().targetId()))
          .forEach(
              letter -> {
                TargetDesk target = desk.of(letter.notice().targetId());
                if (target != null) {
                  target.replay(letter, around.clock().millis());
                }
              });
    }
    start.known().values().forEach(this::take);
    start.next().forEach(this::take);
    start.ends().forEach(this::readUpTo);
  }

  /** Runs until it is to end or, if it is to run once, until nothing can be done now. */
  void run() {
    intake.follow(inbox);
    List<Object> batch = new ArrayList<>();
    while (!around.closing().getAsBoolean()) {
      long now = around.clock().millis();
      desk.look(now);
      if (now >= stampAt) {
        // Offsets nobody commits are forgotten; and who has been replaced learns it by writing.
        stampAt = now + STAMP_EVERY_MILLIS;
        read.putAll(position);
      }
      journal.write(desk.changes(), read, reader);
      read.clear();
      List<Attempt> attempts = desk.begin(now);
      attempts.forEach(deliveries::send);
      report(now);
      if (around.options().once() && attempts.isEmpty() && inbox.isEmpty() && !desk.isAtWork(now)) {
        return;
      }
      batch.clear();
      if (!await(batch)) {
        return;
      }
      batch.forEach(this::take);
    }
  }

  private boolean await(List<Object> batch) {
    try {
      Object next = inbox.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        batch.add(next);
        inbox.drainTo(batch, BATCH);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void take(Object item) {
    if (item instanceof Settled settled) {
      settle(settled);
    } else if (item instanceof ConsumerRecord<?, ?> record) {
      @SuppressWarnings("unchecked") // the intake's records are of bytes
      ConsumerRecord<byte[], byte[]> bytes = (ConsumerRecord<byte[], byte[]>) record;
      if (record.topic().equals(WireSchema.ALERTS.topic())) {
        readUpTo(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      hearing.take(bytes);
    } else {
      throw (RuntimeException) item;
    }
  }

  private void readUpTo(TopicPartition partition, long next) {
    OffsetAndMetadata mine = new OffsetAndMetadata(next, around.self());
    read.put(partition, mine);
    position.put(partition, mine);
  }

  private void settle(Settled settled) {
    if (settled.outcome() instanceof Outcome.Failed failed) {
      LOG.warn("{}: {}", settled.attempt().target().id(), failed.because());
    } else if (settled.outcome() instanceof Outcome.Gone) {
      LOG.warn("{}: disabled, since it says it is gone", settled.attempt().target().id());
    }
    desk.settle(settled.attempt(), settled.outcome(), around.clock().millis());
  }

  private void report(long now) {
    List<TargetStatus> current = desk.status();
    boolean changed = !current.equals(status);
    status = current;
    around.onStatus().accept(current);
    if (changed && now >= statusAt) {
      statusAt = now + around.options().reportEvery().toMillis();
      around.options().onStatus().accept(current);
    }
  }

  /** What is under way may end, but nobody waits for it long. */
  @Override
  public void close() {
    intake.close();
    deliveries.end();
    keepOutcomes();
    journal.close();
  }

  /** What was delivered while it was stopping need not be delivered again. */
  private void keepOutcomes() {
    List<Object> rest = new ArrayList<>();
    inbox.drainTo(rest);
    boolean any = false;
    for (Object item : rest) {
      if (item instanceof Settled settled) {
        settle(settled);
        any = true;
      }
    }
    if (!any) {
      return;
    }
    try {
      journal.write(desk.changes(), Map.of(), reader);
    } catch (KafkaException e) {
      LOG.info("What was under way is sent again: {}", e.getMessage());
    }
  }
}
