/** Pricing, deduplication and counting of events on Flink. */
@NullMarked
package io.campaignpulse.ingest.operator;

import org.jspecify.annotations.NullMarked;
