/** Benchmarks of the jobs against a real broker. */
@NullMarked
package io.campaignpulse.bench;

import org.jspecify.annotations.NullMarked;
