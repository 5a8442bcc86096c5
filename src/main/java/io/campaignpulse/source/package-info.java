/** How records come in: from Kafka or a file as raw bytes, then decoded by total functions. */
@NullMarked
package io.campaignpulse.source;

import org.jspecify.annotations.NullMarked;
