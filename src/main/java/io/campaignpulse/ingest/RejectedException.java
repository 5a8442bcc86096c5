package io.campaignpulse.ingest;

import io.campaignpulse.event.RejectionReason;

/**
 * The verdict that a record is refused. It carries no stack trace: bad input is an ordinary case,
 * and a flood of it must stay cheap.
 */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL_CHARS = 300;

  private final RejectionReason reason;

  /**
   * A refusal.
   *
   * @param detail the field or fact that was wrong; it may quote hostile input, so control
   *     characters and broken surrogates are replaced, and it is cut to 300 characters
   */
  public RejectedException(RejectionReason reason, String detail) {
    super(printable(detail), null, false, false);
    this.reason = reason;
  }

  /** The stable reason. */
  public RejectionReason reason() {
    return reason;
  }

  /** What was wrong, for a person to read. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_DETAIL_CHARS));
    text.codePoints()
        .limit(MAX_DETAIL_CHARS)
        .map(c -> Character.isISOControl(c) || isSurrogate(c) ? '\uFFFD' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
