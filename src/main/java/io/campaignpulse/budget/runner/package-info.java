/** The reference consumer of alerts at work: Kafka, file, webhook and command line. */
@NullMarked
package io.campaignpulse.budget.runner;

import org.jspecify.annotations.NullMarked;
