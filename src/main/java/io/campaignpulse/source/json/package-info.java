/** Records in JSON: parsing within limits, and fields over a parsed object. */
@NullMarked
package io.campaignpulse.source.json;

import org.jspecify.annotations.NullMarked;
