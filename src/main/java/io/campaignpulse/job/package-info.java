/** The jobs: each main wires settings, inputs, pipelines and outputs, and implements nothing. */
@NullMarked
package io.campaignpulse.job;

import org.jspecify.annotations.NullMarked;
