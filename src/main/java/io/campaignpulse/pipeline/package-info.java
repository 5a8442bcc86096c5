/** Pipelines: functions from streams to streams, without source, sink, settings or clock. */
@NullMarked
package io.campaignpulse.pipeline;

import org.jspecify.annotations.NullMarked;
