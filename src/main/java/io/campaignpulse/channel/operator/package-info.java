/** Classification of interactions on Flink. */
@NullMarked
package io.campaignpulse.channel.operator;

import org.jspecify.annotations.NullMarked;
