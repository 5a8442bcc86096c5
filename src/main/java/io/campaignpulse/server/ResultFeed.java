package io.campaignpulse.server;

/** The source of the results: it reads them from the first one kept and then follows them. */
public interface ResultFeed extends AutoCloseable {

  /** How far the feed is. */
  enum State {
    /** Reading what was there when it began. */
    CATCHING_UP,
    /** Everything that was there has been read; new results come as they are published. */
    LIVE,
    /** The source doesn't answer at the moment; what was read stays. */
    UNREACHABLE
  }

  /** Begins to deliver into the views, from one thread of its own. */
  void start(ResultViews views);

  /** How far it is now. */
  State state();

  /** Ends the delivery. */
  @Override
  void close();
}
