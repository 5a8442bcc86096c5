/**
 * The referee of alerts: companies whose campaigns' true rates are known, driven through the whole
 * alerts pipeline minute by minute, and the tables of what was published.
 */
@NullMarked
package io.campaignpulse.bench.referee;

import org.jspecify.annotations.NullMarked;
