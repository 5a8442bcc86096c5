/**
 * Delivery of alerts to people: a service of its own that reads the alerts topic and tells
 * webhooks, Alertmanagers and chats what fires, what is over and what was wrong.
 */
@NullMarked
package io.campaignpulse.notifier;

import org.jspecify.annotations.NullMarked;
