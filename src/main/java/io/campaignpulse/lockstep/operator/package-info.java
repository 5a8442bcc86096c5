/** The operators that tell a graph the recorded time and report when it has passed. */
@NullMarked
package io.campaignpulse.lockstep.operator;

import org.jspecify.annotations.NullMarked;
