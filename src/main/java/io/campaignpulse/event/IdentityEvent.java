package io.campaignpulse.event;

/** A statement that a visitor is (or, with {@code linked} false, no longer is) a customer. */
public record IdentityEvent(
    long eventTime, String visitorId, String customerId, boolean linked, Origin origin)
    implements Event {}
