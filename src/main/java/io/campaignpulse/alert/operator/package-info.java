/** The alert capability on Flink: state, timers and broadcast rules around its decisions. */
@NullMarked
package io.campaignpulse.alert.operator;

import org.jspecify.annotations.NullMarked;
