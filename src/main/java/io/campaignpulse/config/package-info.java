/**
 * Typed settings: the only place that turns text from files, arguments and environment into
 * options.
 */
@NullMarked
package io.campaignpulse.config;

import org.jspecify.annotations.NullMarked;
