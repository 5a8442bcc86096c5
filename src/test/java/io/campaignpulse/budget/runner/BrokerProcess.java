package io.campaignpulse.budget.runner;

import static io.campaignpulse.testing.TestingProcess.ANSWER;

import io.campaignpulse.local.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Scanner;

/** A broker in a process of its own: folder and port are its arguments. */
final class BrokerProcess {

  private BrokerProcess() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Scanner requests = new Scanner(System.in, "UTF-8");
    while (requests.hasNextLine()) {
      System.out.println(ANSWER + requests.nextLine());
    }
    Runtime.getRuntime().halt(0);
  }
}
