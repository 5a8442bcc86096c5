/** Functions from streams to streams: the capabilities' operators put together. */
@NullMarked
package io.campaignpulse.pipeline;

import org.jspecify.annotations.NullMarked;
