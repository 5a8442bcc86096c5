/** The operators at both ends of a graph that the referee drives. */
@NullMarked
package io.campaignpulse.bench.referee.operator;

import org.jspecify.annotations.NullMarked;
