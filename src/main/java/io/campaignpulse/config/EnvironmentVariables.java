package io.campaignpulse.config;

import org.jspecify.annotations.Nullable;

/** The environment variables of this process. */
public final class EnvironmentVariables {

  private EnvironmentVariables() {}

  /** The value of a variable; null if there is none. */
  public static @Nullable String value(String name) {
    return System.getenv(name);
  }
}
