package io.campaignpulse.budget.runner;

import static io.campaignpulse.testing.TestingProcess.ANSWER;

import io.campaignpulse.budget.kit.ConformanceKit;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.testing.TestingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Scanner;

/** The reference consumer in a process of its own; each request is the time to evaluate at. */
final class ConsumerProcess {

  private ConsumerProcess() {}

  public static void main(String[] arguments) {
    try {
      Scanner requests = new Scanner(System.in, "UTF-8");
      String first = requests.nextLine();
      TestingClock clock = new TestingClock(Instant.ofEpochMilli(Long.parseLong(first)));
      BudgetRun run =
          new BudgetRun(
              KafkaConnection.to(arguments[0]),
              ConformanceKit.POLICY,
              false,
              () -> null,
              clock,
              () -> {});
      for (String request = first; ; request = requests.nextLine()) {
        clock.advance(
            Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(request))));
        boolean evaluated = run.step();
        while (!evaluated) {
          evaluated = run.step();
        }
        System.out.println(ANSWER + request);
      }
    } finally {
      // Clients that try to close in order would wait for a broker that is gone.
      Runtime.getRuntime().halt(1);
    }
  }
}
