package io.campaignpulse.job;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.lockstep.LockstepRun;
import io.campaignpulse.sink.json.LedgerForm;
import io.campaignpulse.sink.json.RejectionForm;
import io.campaignpulse.sink.json.SortKeys;
import io.campaignpulse.sink.json.SortKeys.SortKey;
import io.campaignpulse.sink.json.SortedRunSink;
import io.campaignpulse.sink.json.SortedRuns;
import io.campaignpulse.wire.CampaignMetricsForm;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The result files of a replay: written as sorted runs while it runs, merged when it has ended. */
final class ReplayOutputs implements JobOutputs {
  private static final long WRITER_MEMORY = 32L << 20;
  private static final String LEDGER = "ledger";
  private static final String CAMPAIGN_OUTLOOK = "campaign-outlook";
  private static final List<String> FILES =
      List.of(
          "campaign-metrics",
          "business-metrics",
          "credits",
          "explanations",
          "customer-value",
          "model-shares",
          "plan-progress",
          "projection-scores",
          CAMPAIGN_OUTLOOK,
          "alerts",
          "rejected");

  private final Path work;
  private final List<AttributionModel> models;
  private final Instant asOf;

  /**
   * Result files.
   *
   * @param work a folder for the runs
   * @param models the models every campaign-metrics row has an entry for
   */
  ReplayOutputs(Path work, List<AttributionModel> models, Instant asOf) {
    this.work = work;
    this.models = models;
    this.asOf = asOf;
  }

  @Override
  public void credits(DataStream<Credit> credits) {
    // A credit that its conversion no longer gives has no place among final records.
    write(
        credits.filter(credit -> credit.weightNanos() > 0).uid("keep-credits").name("keep-credits"),
        "credits",
        Results.CREDITS.form(),
        credit -> SortKeys.text(credit.key()));
  }

  @Override
  public void explanations(DataStream<Explanation> explanations) {
    write(
        explanations,
        "explanations",
        Results.EXPLANATIONS.form(),
        explanation -> SortKeys.text(explanation.key()));
  }

  @Override
  public void campaignMetrics(DataStream<CampaignMetrics> rows) {
    write(
        rows, "campaign-metrics", new CampaignMetricsForm(models), row -> SortKeys.text(row.key()));
  }

  @Override
  public void businessMetrics(DataStream<BusinessMetrics> rows) {
    write(
        rows, "business-metrics", Results.BUSINESS_METRICS.form(), row -> SortKeys.text(row.key()));
  }

  @Override
  public void customerValue(DataStream<CustomerValue> rows) {
    write(rows, "customer-value", Results.CUSTOMER_VALUE.form(), row -> SortKeys.text(row.key()));
  }

  @Override
  public void modelShares(DataStream<ModelShare> shares) {
    // Only what isn't zero has a place among final records.
    write(
        shares
            .filter(share -> share.share() > 0)
            .uid("keep-model-shares")
            .name("keep-model-shares"),
        "model-shares",
        Results.MODEL_SHARES.form(),
        share -> SortKeys.text(share.key()));
  }

  @Override
  public void planProgress(DataStream<PlanProgress> plans) {
    // A plan the catalogue has taken back has no place among final records.
    write(
        plans.filter(plan -> !plan.withdrawn()).uid("keep-plans").name("keep-plans"),
        "plan-progress",
        Results.PLAN_PROGRESS.form(),
        plan -> SortKeys.text(plan.key()));
  }

  @Override
  public void projectionScores(DataStream<ProjectionScore> scores) {
    write(
        scores,
        "projection-scores",
        Results.PROJECTION_SCORES.form(),
        score -> SortKeys.text(score.key()));
  }

  @Override
  public void outlooks(DataStream<CampaignOutlook> outlooks) {
    write(
        outlooks,
        CAMPAIGN_OUTLOOK,
        Results.CAMPAIGN_OUTLOOK.form(),
        outlook -> SortKeys.text(outlook.key()));
  }

  @Override
  public void alerts(DataStream<Alert> alerts) {
    write(alerts, "alerts", Results.ALERTS.form(), SortKeys::alert);
  }

  /** A replay makes none. */
  @Override
  public void heartbeats(DataStream<AlertHeartbeat> heartbeats) {}

  @Override
  public void rejected(DataStream<Rejection> rejected) {
    write(rejected, "rejected", new RejectionForm(asOf.toEpochMilli()), SortKeys::rejection);
  }

  @Override
  public void ledger(DataStream<LedgerBook> books) {
    LedgerForm form = new LedgerForm();
    write(
        books,
        LEDGER,
        (book, out) -> form.write(Map.of(book.topic(), book), out),
        book -> SortKeys.text(book.topic().label()));
  }

  /** Adds what rules said in recorded time. */
  void add(LockstepRun.Results results) throws IOException {
    add(results.alerts(), "alerts", Results.ALERTS.form(), SortKeys::alert);
    add(
        results.outlooks(),
        CAMPAIGN_OUTLOOK,
        Results.CAMPAIGN_OUTLOOK.form(),
        outlook -> SortKeys.text(outlook.key()));
    add(
        results.scores(),
        "projection-scores",
        Results.PROJECTION_SCORES.form(),
        score -> SortKeys.text(score.key()));
  }

  private <T> void add(List<T> results, String file, ResultForm<T> form, SortKey<T> key)
      throws IOException {
    SortedRuns.write(results, form, key, runs(file));
  }

  /** Makes the files in {@code output}; call it once the job has ended. */
  void mergeInto(Path output) throws IOException {
    Files.createDirectories(output);
    for (String file : FILES) {
      SortedRuns.merge(runs(file), output.resolve(file + ".jsonl"));
    }
    Path lines = work.resolve("ledger.jsonl");
    SortedRuns.merge(runs(LEDGER), lines);
    List<String> books =
        Files.readAllLines(lines).stream()
            .map(line -> "  " + line.substring(1, line.length() - 1))
            .toList();
    Files.writeString(
        output.resolve("ledger.json"),
        "{\n" + String.join(",\n", books) + "\n}\n",
        StandardCharsets.UTF_8);
  }

  private <T> void write(DataStream<T> results, String file, ResultForm<T> form, SortKey<T> key) {
    String write = "write-" + file;
    results
        .sinkTo(new SortedRunSink<>(runs(file), form, key, WRITER_MEMORY))
        .uid(write)
        .name(write);
  }

  private Path runs(String file) {
    return work.resolve(file);
  }
}
