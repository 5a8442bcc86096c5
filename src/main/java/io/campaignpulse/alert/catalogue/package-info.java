/** What the catalogues say beside the rules. */
@NullMarked
package io.campaignpulse.alert.catalogue;

import org.jspecify.annotations.NullMarked;
