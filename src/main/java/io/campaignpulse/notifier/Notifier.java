package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.ResultDecoders;
import io.campaignpulse.source.WireSchema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service that tells people of alerts.
 *
 * <p><b>Durable, at least once.</b> One reader takes the topic of alerts and writes down, in the
 * compacted topic {@code notifications}, what each target has still to be told; in the same
 * transaction its offsets advance. Only then is anything sent, and what was sent is written down
 * again. A kill at any point loses nothing and at worst repeats the request that was under way,
 * under the same id.
 *
 * <p>Why not a consumer group per target, whose held-back offsets would be the memory: one notice
 * that waits ten hours would hold back every later one of its target, also the end of the same
 * alert, and repetitions and severities told would have to be remembered anyway. So retries are
 * remembered per notice, and a target that is dead or slow lags alone: it has its own thread and
 * one request under way, and nobody waits for it.
 *
 * <p>Whatever goes wrong with Kafka, it starts all over from what is written down, which is the
 * same as after a kill.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private static final String TAKEN_OVER = "another notifier has taken over";
  private static final int INBOX = 5_000;
  private static final int BATCH = 500;
  private static final long TICK_MILLIS = 200;
  private static final long PAUSE_MILLIS = 5_000;
  private static final long STAMP_EVERY_MILLIS = 60_000;
  private static final long FAREWELL_MILLIS = 3_000;
  private static final Duration REQUEST = Duration.ofSeconds(15);

  private final KafkaConnection connection;
  private final TargetsFile file;
  private final Courier courier;
  private final NotifierOptions options;
  private final Clock clock;
  private final DoubleSupplier chance;
  private final String self = UUID.randomUUID().toString();
  private final BlockingQueue<Boolean> stop = new LinkedBlockingQueue<>();
  private volatile boolean closing;
  private volatile List<TargetStatus> status = List.of();

  Notifier(
      KafkaConnection connection,
      TargetsFile file,
      Courier courier,
      NotifierOptions options,
      Clock clock,
      DoubleSupplier chance) {
    this.connection = connection;
    this.file = file;
    this.courier = courier;
    this.options = options;
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * A notifier that speaks to the real network.
   *
   * @param chance draws from [0, 1)
   */
  public static Notifier ofNetwork(
      KafkaConnection connection,
      TargetsFile file,
      NotifierOptions options,
      Clock clock,
      DoubleSupplier chance) {
    return new Notifier(
        connection,
        file,
        new Courier(file, GuardedHttp.ofNetwork(REQUEST), clock),
        options,
        clock,
        chance);
  }

  /** How the targets are doing. */
  public List<TargetStatus> status() {
    return status;
  }

  /** Runs on a thread of its own until it is closed. */
  public Notifier start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                run();
              } catch (IllegalStateException e) {
                LOG.error("Nobody is notified any more: {}", e.getMessage());
              }
            },
            "notifier");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Runs until it is closed or, if it is to run once, until nothing can be done now.
   *
   * @throws IllegalStateException if a topic is missing, or another notifier has taken over
   */
  public void run() {
    boolean first = true;
    while (!closing) {
      try (Session session = new Session(first)) {
        first = false;
        session.run();
        if (options.once()) {
          return;
        }
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        throw new IllegalStateException(TAKEN_OVER, e);
      } catch (KafkaException e) {
        if (e.getCause() instanceof ProducerFencedException
            || e.getCause() instanceof InvalidProducerEpochException) {
          throw new IllegalStateException(TAKEN_OVER, e);
        }
        LOG.warn("Kafka failed, starting again from what is written down: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Boolean unused = stop.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; what was not delivered is delivered by the next one. */
  @Override
  public void close() {
    closing = true;
    stop.add(true);
    courier.close();
  }

  private record Settled(Attempt attempt, Outcome outcome) {}

  /** From one start, or one failure of Kafka, to the next. */
  private final class Session implements AutoCloseable {
    private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>(INBOX);
    private final Map<String, ExecutorService> workers = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private final RuleTargets rules = new RuleTargets();
    private final StandingsBook people = new StandingsBook();
    private final ResultDecoder<Alert> alertDecoder = ResultDecoders.alerts();
    private final ResultDecoder<AlertAction> actionDecoder = ResultDecoders.alertActions();
    private final RecordDecoder<AlertRule> ruleDecoder =
        new RecordDecoders(new TimeBounds(TimeBounds.LATEST, 0)).rules();
    private final Desk desk = new Desk(file.targets(), rules, people, chance);
    private final Journal journal;
    private final Intake intake;
    private final ConsumerGroupMetadata reader;
    private final Intake.CaughtUp start;
    private final Map<TopicPartition, OffsetAndMetadata> position = new HashMap<>();
    private long stampAt = Long.MIN_VALUE;
    private long statusAt = Long.MIN_VALUE;

    Session(boolean first) {
      intake =
          new Intake(
              connection,
              WireSchema.ALERTS.topic(),
              List.of(WireSchema.RULES.topic(), WireSchema.ALERT_ACTIONS.topic()));
      try {
        // Being fenced off can look like any failure: whoever starts again mustn't fence in turn.
        if (!first && intake.isTakenOverFrom(self)) {
          throw new IllegalStateException(TAKEN_OVER);
        }
        journal = new Journal(connection);
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
        for (String targetId : options.enable()) {
          TargetDesk target = desk.of(targetId);
          if (target == null) {
            throw new IllegalStateException("there is no target " + targetId);
          }
          target.enable();
        }
        letters.values().stream()
            .filter(letter -> options.replay(letter.notice().targetId()))
            .forEach(
                letter -> {
                  TargetDesk target = desk.of(letter.notice().targetId());
                  if (target != null) {
                    target.replay(letter, clock.millis());
                  }
                });
      }
      start.known().values().forEach(this::take);
      start.next().forEach(this::take);
      start.ends().forEach(this::readUpTo);
    }

    void run() {
      intake.follow(inbox);
      List<Object> batch = new ArrayList<>();
      while (!closing) {
        long now = clock.millis();
        desk.look(now);
        if (now >= stampAt) {
          // Offsets nobody commits are forgotten; and who has been replaced learns it by writing.
          stampAt = now + STAMP_EVERY_MILLIS;
          read.putAll(position);
        }
        journal.write(desk.changes(), read, reader);
        read.clear();
        List<Attempt> attempts = desk.begin(now);
        attempts.forEach(this::send);
        report(now);
        if (options.once() && attempts.isEmpty() && inbox.isEmpty() && !desk.isAtWork(now)) {
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
        closing = true;
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private void send(Attempt attempt) {
      workers
          .computeIfAbsent(attempt.target().id(), Notifier::worker)
          .execute(
              () -> {
                Outcome outcome = courier.deliver(attempt);
                try {
                  inbox.put(new Settled(attempt, outcome));
                } catch (InterruptedException e) {
                  // Nobody writes it down any more, so it is sent again.
                  Thread.currentThread().interrupt();
                }
              });
    }

    private void take(Object item) {
      if (item instanceof Settled settled) {
        settle(settled);
      } else if (item instanceof ConsumerRecord<?, ?> record) {
        @SuppressWarnings("unchecked") // the intake's records are of bytes
        ConsumerRecord<byte[], byte[]> bytes = (ConsumerRecord<byte[], byte[]>) record;
        take(bytes);
      } else {
        throw (RuntimeException) item;
      }
    }

    private void settle(Settled settled) {
      if (settled.outcome() instanceof Outcome.Failed failed) {
        LOG.warn("{}: {}", settled.attempt().target().id(), failed.because());
      } else if (settled.outcome() instanceof Outcome.Gone) {
        LOG.warn("{}: disabled, since it says it is gone", settled.attempt().target().id());
      }
      desk.settle(settled.attempt(), settled.outcome(), clock.millis());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      try {
        if (record.topic().equals(WireSchema.ALERTS.topic())) {
          readUpTo(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
          alert(record);
        } else if (record.topic().equals(WireSchema.ALERT_ACTIONS.topic())) {
          action(record);
        } else {
          rule(record);
        }
      } catch (RejectedException e) {
        LOG.warn(
            "Nobody is told of {} at {}: {} {}",
            record.topic(),
            record.offset(),
            e.reason(),
            e.detail());
      }
    }

    private void readUpTo(TopicPartition partition, long next) {
      OffsetAndMetadata mine = new OffsetAndMetadata(next, self);
      read.put(partition, mine);
      position.put(partition, mine);
    }

    private void alert(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        desk.forget(key(record), clock.millis());
      } else {
        desk.hear(alertDecoder.decode(record.value()), clock.millis());
      }
    }

    private void action(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        people.forget(key(record));
        return;
      }
      AlertAction action = actionDecoder.decode(record.value());
      people.stand(
          action.alertId(), action.acknowledged(), action.snoozedUntil(), action.revision());
    }

    private void rule(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        rules.forget(key(record));
        return;
      }
      AlertRule rule =
          ruleDecoder.decode(
              new RawRecord(
                  Topic.RULES,
                  record.partition(),
                  record.offset(),
                  null,
                  record.timestamp(),
                  record.key(),
                  record.value(),
                  WireFormat.AVRO),
              unknown -> {});
      for (String targetId : rule.notifyTargets()) {
        if (desk.of(targetId) == null) {
          LOG.warn("Rule {} names target {}, which is not in the file", rule.ruleId(), targetId);
        }
      }
      rules.stand(rule.ruleId(), rule.notifyTargets(), rule.revision());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
      return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void report(long now) {
      List<TargetStatus> current = desk.status();
      boolean changed = !current.equals(status);
      status = current;
      if (changed && now >= statusAt) {
        statusAt = now + options.reportEvery().toMillis();
        options.onStatus().accept(current);
      }
    }

    /** What is under way may end, but nobody waits for it long. */
    @Override
    public void close() {
      workers.values().forEach(ExecutorService::shutdown);
      intake.close();
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
      try {
        for (ExecutorService worker : workers.values()) {
          if (!worker.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            worker.shutdownNow();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
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

  private static ExecutorService worker(String targetId) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "deliver-" + targetId);
          thread.setDaemon(true);
          return thread;
        });
  }
}
