package io.campaignpulse.alert.rule;

/** The verdict that a rule is refused where it is written. */
public final class RefusedRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient RuleProblem problem;

  /** A refusal for a reason. */
  public RefusedRuleException(RuleProblem problem) {
    super(problem.text(), null, false, false);
    this.problem = problem;
  }

  /** What is wrong. */
  public RuleProblem problem() {
    return problem;
  }
}
