/** Replay files: finding them, reading their lines, and a bounded source over them. */
@NullMarked
package io.campaignpulse.source.file;

import org.jspecify.annotations.NullMarked;
