package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import java.util.List;

/**
 * One request to a target.
 *
 * @param notices what it tells: exactly one, or several to a target that takes them together
 * @param open what the target is reminded of besides, so that it goes on holding it for true
 */
record Attempt(Target target, List<Notice> notices, List<OpenAlert> open) {

  /**
   * An alert that lasts.
   *
   * @param severity what the target was told
   */
  record OpenAlert(Alert alert, Severity severity) {}
}
