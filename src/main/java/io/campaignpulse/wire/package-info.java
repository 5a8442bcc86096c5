/**
 * Records as they cross the border: for each topic one ordered list of columns, checked against its
 * Avro schema when the list is loaded. Avro, JSON and the reading back come from it.
 */
@NullMarked
package io.campaignpulse.wire;

import org.jspecify.annotations.NullMarked;
