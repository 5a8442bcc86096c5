/** Results as JSON: one form for replay files and HTTP, and files sorted by key. */
@NullMarked
package io.campaignpulse.sink.json;

import org.jspecify.annotations.NullMarked;
