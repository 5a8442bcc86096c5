package io.campaignpulse.notifier;

/** An address that no request is sent to. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; the names are stable. */
  enum Refusal {
    MALFORMED_URL,
    SCHEME,
    USER_INFO,
    HOST_FORM,
    HOST_NOT_ALLOWED,
    UNKNOWN_HOST,
    ADDRESS_NOT_ALLOWED
  }

  private final Refusal refusal;

  RefusedException(Refusal refusal, String detail) {
    super(refusal + ": " + detail);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
