package io.campaignpulse.simulation;

import java.io.IOException;

/** Where the market's deliveries go: a broker, files, a list in a test. */
public interface EventPublisher extends AutoCloseable {

  /** Takes a delivery; it may still be under way when this returns. */
  void publish(Delivery delivery) throws IOException;

  /** Returns once everything published so far has been acknowledged. */
  void flush() throws IOException;

  @Override
  void close() throws IOException;
}
