package io.campaignpulse.event;

/** How the conversions of a time are shared among campaigns and channels by a model. */
public enum ShareMethod {
  /** By how many conversions a chain of order 1 loses without the campaign and channel. */
  MARKOV("markov-1"),
  /** Each conversion equally among the distinct campaigns and channels of its path. */
  SHAPLEY("shapley-1");

  private final String version;

  ShareMethod(String version) {
    this.version = version;
  }

  /** The version of the model; it changes whenever the same paths would give other shares. */
  public String version() {
    return version;
  }
}
