/** Judging what arrives: reading fields, validating, deduplicating, filtering, pricing. */
@NullMarked
package io.campaignpulse.ingest;

import org.jspecify.annotations.NullMarked;
