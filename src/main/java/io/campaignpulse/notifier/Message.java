package io.campaignpulse.notifier;

import java.util.Map;

/**
 * One request as it is sent.
 *
 * @param headers besides those that every request has
 */
record Message(TargetUrl url, Map<String, String> headers, byte[] body) {}
