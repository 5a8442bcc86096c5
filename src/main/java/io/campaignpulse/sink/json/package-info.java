/** Files of results in JSON, sorted by key. */
@NullMarked
package io.campaignpulse.sink.json;

import org.jspecify.annotations.NullMarked;
