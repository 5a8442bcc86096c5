/** How values go out: encoded as Avro single objects, written to Kafka with stated guarantees. */
@NullMarked
package io.campaignpulse.sink;

import org.jspecify.annotations.NullMarked;
