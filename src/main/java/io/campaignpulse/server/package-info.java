/** The HTTP server: live views of the results, the API over them, the stream and the page. */
@NullMarked
package io.campaignpulse.server;

import org.jspecify.annotations.NullMarked;
