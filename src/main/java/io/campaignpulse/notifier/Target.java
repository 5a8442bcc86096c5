package io.campaignpulse.notifier;

import java.util.List;

/**
 * Somebody who is told.
 *
 * @param secrets what requests are signed with; during a rotation the new one and the old one
 * @param onlyNamed whether it is told only of rules that name it
 */
record Target(
    String id,
    TargetType type,
    TargetUrl url,
    List<Secret> secrets,
    TargetFilter filter,
    boolean onlyNamed) {

  Target {
    secrets = List.copyOf(secrets);
  }
}
