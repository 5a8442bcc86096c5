package io.campaignpulse.config;

/** A setting that nobody knows, or a value that cannot be used; the message is for the user. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One clear line. */
  public SettingsException(String message) {
    super(message);
  }
}
