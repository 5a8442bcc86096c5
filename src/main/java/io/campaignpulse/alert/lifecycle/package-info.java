/** The life of an alert from its first finding to its end. */
@NullMarked
package io.campaignpulse.alert.lifecycle;

import org.jspecify.annotations.NullMarked;
