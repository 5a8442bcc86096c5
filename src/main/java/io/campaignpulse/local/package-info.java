/** Everything in one process: a real broker, a real Flink and the server, for one machine. */
@NullMarked
package io.campaignpulse.local;

import org.jspecify.annotations.NullMarked;
