package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The past of a plan in blocks of whole days, counted back from now, so that each holds every hour
 * of the day once; of shorter blocks while the past is short, of longer ones when it is long.
 *
 * @param blocks the oldest first
 */
record RateBlocks(List<ProgressStep> blocks) {

  private static final int FEW = 6;
  private static final int MANY = 60;

  static RateBlocks of(List<ProgressStep> steps) {
    double past = 0;
    for (ProgressStep step : steps) {
      past += step.days();
    }
    double length = past < FEW ? past / FEW : Math.ceil(past / MANY);
    List<ProgressStep> newestFirst = new ArrayList<>();
    double share = 0;
    double amount = 0;
    double days = 0;
    double age = 0;
    for (int i = steps.size() - 1; i >= 0; i--) {
      ProgressStep step = steps.get(i);
      // The boundary nearest to the step's middle decides, so coarse steps are blocks themselves.
      if (days > 0 && age + step.days() / 2 >= (newestFirst.size() + 1) * length) {
        newestFirst.add(new ProgressStep(share, amount, days));
        share = 0;
        amount = 0;
        days = 0;
      }
      share += step.share();
      amount += step.amount();
      days += step.days();
      age += step.days();
    }
    if (days > 0) {
      newestFirst.add(new ProgressStep(share, amount, days));
    }
    List<ProgressStep> blocks = new ArrayList<>(newestFirst.size());
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      blocks.add(newestFirst.get(i));
    }
    return new RateBlocks(blocks);
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
