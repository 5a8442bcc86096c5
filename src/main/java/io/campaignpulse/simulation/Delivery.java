package io.campaignpulse.simulation;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Topic;

/**
 * A payload that reaches us.
 *
 * @param arrivalTime when, epoch milliseconds
 * @param key the record key, which decides the partition
 */
public record Delivery(long arrivalTime, Topic topic, String key, Payload payload) {

  static Delivery of(long arrivalTime, Topic topic, String key, Event event) {
    return new Delivery(arrivalTime, topic, key, new Payload.Typed(event));
  }

  Delivery at(long otherArrivalTime) {
    return new Delivery(otherArrivalTime, topic, key, payload);
  }
}
