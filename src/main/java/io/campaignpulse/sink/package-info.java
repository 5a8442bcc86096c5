/** Sinks of Kafka, with stated guarantees. */
@NullMarked
package io.campaignpulse.sink;

import org.jspecify.annotations.NullMarked;
