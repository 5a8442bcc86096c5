package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The past of a plan in blocks of whole days, counted back from now, so that each holds every hour
 * of the day once; of parts of the first day while there is no other. No block reaches from the
 * first day into the second. Planned shares of the first day are multiplied by its ratio, so that
 * all blocks have the rate of later days.
 *
 * @param blocks the oldest first
 * @param ofFirstDay how many of them lie in the first 24 hours
 * @param days how much time has passed, in days of 24 hours
 */
record RateBlocks(List<ProgressStep> blocks, int ofFirstDay, double days) {

  private static final int FEW = 6;
  private static final int MANY = 60;

  static RateBlocks of(List<ProgressStep> steps, double firstDayRatio) {
    double past = 0;
    for (ProgressStep step : steps) {
      past += step.days();
    }
    double length = past > 1 ? Math.ceil(past / MANY) : past / FEW;
    List<ProgressStep> blocks = new ArrayList<>();
    int ofFirstDay = 0;
    int last = -1;
    double passed = 0;
    for (ProgressStep step : steps) {
      // Where the middle of a step lies decides, so coarse steps are blocks themselves.
      double middle = passed + step.days() / 2;
      boolean first = middle < 1;
      int number = (int) ((past - middle) / length);
      double share = first ? step.share() * firstDayRatio : step.share();
      if (number == last && first == (blocks.size() == ofFirstDay)) {
        ProgressStep block = blocks.remove(blocks.size() - 1);
        blocks.add(
            new ProgressStep(
                block.share() + share, block.amount() + step.amount(), block.days() + step.days()));
      } else {
        blocks.add(new ProgressStep(share, step.amount(), step.days()));
        ofFirstDay += first ? 1 : 0;
      }
      last = number;
      passed += step.days();
    }
    return new RateBlocks(blocks, ofFirstDay, past);
  }

  /** Whether nothing is known of later days. */
  boolean isFirstDay() {
    return blocks.size() == ofFirstDay;
  }

  /** All that came, per unit of planned share; 0 when nothing was planned yet. */
  double averageRate() {
    double share = 0;
    double amount = 0;
    for (ProgressStep block : blocks) {
      share += block.share();
      amount += block.amount();
    }
    return share > 0 ? Math.max(0, amount / share) : 0;
  }

  /** What came in a day of 24 hours; at least 0. */
  double amountPerDay() {
    double amount = 0;
    for (ProgressStep block : blocks) {
      amount += block.amount();
    }
    return days > 0 ? Math.max(0, amount / days) : 0;
  }

  /**
   * The variance over the mean of what comes in a block, from the differences between blocks next
   * to each other: a slow drift of the rate hardly shows in them.
   *
   * @param prior the value expected without any data
   * @param weight how many differences the prior is worth
   */
  double dispersion(double prior, double weight) {
    double rate = averageRate();
    double sum = prior * weight;
    double count = weight;
    ProgressStep last = null;
    for (ProgressStep block : blocks) {
      if (block.share() > 0) {
        if (last != null && rate > 0) {
          double difference = block.amount() / block.share() - last.amount() / last.share();
          sum += difference * difference / (rate * (1 / block.share() + 1 / last.share()));
          count++;
        }
        last = block;
      }
    }
    return sum / count;
  }
}
