/**
 * A seeded market: campaigns whose true rates are known, and the events that reach us from them in
 * the order, and with the faults, of real life.
 */
@NullMarked
package io.campaignpulse.simulation;

import org.jspecify.annotations.NullMarked;
