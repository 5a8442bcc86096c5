/** The operator that decodes raw records. */
@NullMarked
package io.campaignpulse.source.operator;

import org.jspecify.annotations.NullMarked;
