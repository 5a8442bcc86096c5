/** Loading of recorded events into the topics of a living installation. */
@NullMarked
package io.campaignpulse.load;

import org.jspecify.annotations.NullMarked;
