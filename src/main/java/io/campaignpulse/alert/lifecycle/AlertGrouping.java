package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Grouping of the findings of one tick: series of a company, department, channel or campaign that
 * fall together become one finding with members (docs/alerting.md, "Many together are one").
 *
 * <p>A group begins when, of one rule and one family of causes, at least {@link #MEMBERS_TO_BEGIN}
 * series hold whose findings began within {@link #onset} of each other, when these and the suspect
 * ones are at least {@link #SHARE_TO_BEGIN} of the evaluated series of the scope, and when without
 * any single narrower part still {@link #SHARE_OF_OTHERS} do: what falls in one channel is of the
 * channel, not of the company. It lasts while {@link #MEMBERS_TO_LAST} and {@link #SHARE_TO_LAST}
 * do.
 */
final class AlertGrouping {

  static final int MEMBERS_TO_BEGIN = 3;
  static final double SHARE_TO_BEGIN = 0.5;
  static final double SHARE_OF_OTHERS = 0.25;
  static final int MEMBERS_TO_LAST = 2;
  static final double SHARE_TO_LAST = 0.25;

  /** Evidence of one and the same fall suffices later where there are fewer clicks. */
  private static final long ONSET_OF_EVIDENCE = Duration.ofDays(3).toMillis();

  private static final long ONSET_OF_ACCOUNTS = Duration.ofHours(6).toMillis();

  /** Kinds whose findings are of series. */
  static final Set<RuleKind> KINDS =
      EnumSet.of(
          RuleKind.CONVERSION_RATE,
          RuleKind.COST_PER,
          RuleKind.ROAS,
          RuleKind.BASELINE,
          RuleKind.REFUND_RATE,
          RuleKind.DATA_SILENCE);

  private final Collection<ActiveFinding> entries;
  private final Collection<EvaluatedSeries> series;
  private final Inhibition inhibition;
  private final GroupSeverity severities;
  private final long tick;

  /** Severity of a member, beside all tests. */
  @FunctionalInterface
  interface GroupSeverity {
    /** Returns the severity of a finding that holds. */
    @Nullable Severity of(Finding finding);
  }

  /**
   * Grouping of a tick.
   *
   * @param entries all active findings, groups included
   * @param series all series that rules evaluate
   * @param inhibition of the findings on each other, without groups
   */
  AlertGrouping(
      Collection<ActiveFinding> entries,
      Collection<EvaluatedSeries> series,
      Inhibition inhibition,
      GroupSeverity severities,
      long tick) {
    this.entries = entries;
    this.series = series;
    this.inhibition = inhibition;
    this.severities = severities;
    this.tick = tick;
  }

  /** Returns whether a finding is one that can be a member. */
  static boolean isGroupable(Finding finding) {
    return finding.members().isEmpty()
        && KINDS.contains(finding.kind())
        && finding.subject().campaignId() != null
        && finding.subject().channel() != null;
  }

  /** Returns the findings of all groups: those that hold, and those that no longer do. */
  List<Finding> groups() {
    TreeMap<String, List<ActiveFinding>> byTopic = new TreeMap<>();
    for (ActiveFinding entry : entries) {
      Finding finding = entry.finding();
      if (isGroupable(finding) || !finding.members().isEmpty()) {
        byTopic.computeIfAbsent(topic(finding), key -> new ArrayList<>()).add(entry);
      }
    }
    List<Finding> groups = new ArrayList<>();
    for (List<ActiveFinding> topic : byTopic.values()) {
      boolean open = topic.stream().anyMatch(entry -> !entry.finding().members().isEmpty());
      if (open || topic.size() >= MEMBERS_TO_BEGIN) {
        groups.addAll(groupsOf(topic));
      }
    }
    return groups;
  }

  private static String topic(Finding finding) {
    return finding.ruleId() + '\n' + finding.subject().subject();
  }

  private List<Finding> groupsOf(List<ActiveFinding> topic) {
    Finding any = topic.get(0).finding();
    Population population = Population.of(series, any.ruleId(), any.subject().subject());
    List<ActiveFinding> candidates =
        topic.stream()
            .filter(entry -> isGroupable(entry.finding()) && entry.finding().holds())
            .filter(entry -> !entry.finding().ended())
            .filter(entry -> inhibition.of(entry.finding()) != Inhibition.Effect.HOLD)
            .sorted(Comparator.comparing(entry -> ActiveFinding.keyOf(entry.finding())))
            .toList();
    List<Finding> groups = new ArrayList<>();
    Set<AlertSubject> taken = new HashSet<>();
    for (GroupScope scope : GroupScope.values()) {
      for (AlertSubject subject : subjects(scope, topic)) {
        ActiveFinding open = open(subject, topic);
        List<ActiveFinding> inScope = in(scope, subject, candidates);
        Group group =
            open == null
                ? begun(scope, subject, without(taken, inScope), population)
                : lasting(subject, open, inScope, population.in(scope, subject));
        if (group != null) {
          groups.add(finding(group));
          group.members.forEach(member -> taken.add(member.finding().subject()));
        } else if (open != null) {
          groups.add(open.finding().lifted(tick, true, correction(open, topic)));
        }
      }
    }
    return groups;
  }

  /** Members of a group and the number of series evaluated around them. */
  private record Group(AlertSubject subject, List<ActiveFinding> members, int evaluated) {}

  private static Set<AlertSubject> subjects(GroupScope scope, List<ActiveFinding> topic) {
    Set<AlertSubject> subjects = new LinkedHashSet<>();
    for (ActiveFinding entry : topic) {
      AlertSubject subject = entry.finding().subject();
      AlertSubject around = scope.around(subject);
      if (!entry.finding().members().isEmpty()) {
        if (GroupScope.of(subject) == scope) {
          subjects.add(subject);
        }
      } else if (around != null) {
        subjects.add(around);
      }
    }
    return subjects;
  }

  private static @Nullable ActiveFinding open(AlertSubject subject, List<ActiveFinding> topic) {
    for (ActiveFinding entry : topic) {
      if (!entry.finding().members().isEmpty() && entry.finding().subject().equals(subject)) {
        return entry;
      }
    }
    return null;
  }

  private static List<ActiveFinding> in(
      GroupScope scope, AlertSubject subject, List<ActiveFinding> candidates) {
    return candidates.stream()
        .filter(entry -> subject.equals(scope.around(entry.finding().subject())))
        .toList();
  }

  private static List<ActiveFinding> without(Set<AlertSubject> taken, List<ActiveFinding> all) {
    return all.stream().filter(entry -> !taken.contains(entry.finding().subject())).toList();
  }

  private @Nullable Group begun(
      GroupScope scope, AlertSubject subject, List<ActiveFinding> free, Population population) {
    List<ActiveFinding> active = free.stream().filter(this::isActive).toList();
    if (active.size() < MEMBERS_TO_BEGIN) {
      return null;
    }
    List<ActiveFinding> members = ofOneOnset(ofOneFamily(active));
    Population inScope = population.in(scope, subject);
    if (members.size() < MEMBERS_TO_BEGIN || inScope.share(members) < SHARE_TO_BEGIN) {
      return null;
    }
    for (GroupScope part : GroupScope.values()) {
      if (part.compareTo(scope) > 0 && isOfOnePart(part, members, inScope)) {
        return null;
      }
    }
    return new Group(subject, members, inScope.size(members));
  }

  /** Whether one of the parts explains it: of the others too few hold. */
  private static boolean isOfOnePart(
      GroupScope part, List<ActiveFinding> members, Population inScope) {
    for (AlertSubject subject : subjects(part, members)) {
      List<ActiveFinding> others = new ArrayList<>(members);
      others.removeAll(in(part, subject, members));
      if (others.isEmpty() || inScope.outside(part, subject).share(others) < SHARE_OF_OTHERS) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Group lasting(
      AlertSubject subject,
      ActiveFinding open,
      List<ActiveFinding> inScope,
      Population population) {
    AlertCause.Family family = AlertCause.familyOf(open.finding().cause());
    List<ActiveFinding> members =
        inScope.stream()
            .filter(entry -> AlertCause.familyOf(entry.finding().cause()) == family)
            .filter(entry -> wasMember(entry, open) || isRecent(entry, open))
            .toList();
    return members.size() >= MEMBERS_TO_LAST && population.share(members) >= SHARE_TO_LAST
        ? new Group(subject, members, population.size(members))
        : null;
  }

  private static boolean wasMember(ActiveFinding entry, ActiveFinding open) {
    AlertMember member = member(entry);
    return open.finding().members().stream().anyMatch(member::isSeries);
  }

  private static boolean isRecent(ActiveFinding entry, ActiveFinding open) {
    return entry.heldSince() >= open.heldSince() - onset(entry.finding());
  }

  private static long onset(Finding finding) {
    return finding.kind().proof() == RuleKind.Proof.EVIDENCE
        ? ONSET_OF_EVIDENCE
        : ONSET_OF_ACCOUNTS;
  }

  private boolean isActive(ActiveFinding entry) {
    return entry.finding().paused() == null
        && inhibition.of(entry.finding()) == Inhibition.Effect.NONE;
  }

  private static List<ActiveFinding> ofOneFamily(List<ActiveFinding> entries) {
    List<ActiveFinding> largest = List.of();
    for (AlertCause.Family family : AlertCause.Family.values()) {
      List<ActiveFinding> all =
          entries.stream()
              .filter(entry -> AlertCause.familyOf(entry.finding().cause()) == family)
              .toList();
      largest = all.size() > largest.size() ? all : largest;
    }
    return largest;
  }

  private static List<ActiveFinding> ofOneOnset(List<ActiveFinding> entries) {
    if (entries.isEmpty()) {
      return entries;
    }
    long[] since = entries.stream().mapToLong(ActiveFinding::heldSince).sorted().toArray();
    long median = since[since.length / 2];
    return entries.stream()
        .filter(entry -> Math.abs(entry.heldSince() - median) <= onset(entry.finding()))
        .toList();
  }

  private Finding finding(Group group) {
    List<ActiveFinding> active = group.members.stream().filter(this::isActive).toList();
    boolean waits = active.size() < MEMBERS_TO_LAST;
    return new GroupFinding(
            group.subject,
            group.members.stream().map(ActiveFinding::finding).toList(),
            group.members.stream().map(AlertGrouping::member).toList(),
            group.evaluated)
        .at(tick, severities, waits ? AlertReason.SOURCE_SILENT : null);
  }

  private static AlertMember member(ActiveFinding entry) {
    AlertSubject subject = entry.finding().subject();
    return new AlertMember(
        Objects.requireNonNull(subject.campaignId()),
        Objects.requireNonNull(subject.channel()),
        entry.openId());
  }

  /** Returns why all that left the group at its end were wrong; null where one just ended. */
  private static @Nullable AlertReason correction(ActiveFinding open, List<ActiveFinding> topic) {
    AlertReason correction = null;
    for (ActiveFinding entry : topic) {
      Finding finding = entry.finding();
      if (isGroupable(finding) && !finding.holds() && wasMember(entry, open)) {
        if (finding.correction() == null) {
          return null;
        }
        correction = finding.correction();
      }
    }
    return correction;
  }

  /**
   * Series that a rule evaluates.
   *
   * @param all each once
   */
  private record Population(List<EvaluatedSeries> all) {

    static Population of(
        Collection<EvaluatedSeries> series, String ruleId, @Nullable String subject) {
      return new Population(
          series.stream()
              .filter(one -> one.ruleId().equals(ruleId) && Objects.equals(one.subject(), subject))
              .toList());
    }

    Population in(GroupScope scope, AlertSubject subject) {
      return new Population(
          all.stream().filter(one -> subject.equals(scope.around(subjectOf(one)))).toList());
    }

    Population outside(GroupScope scope, AlertSubject subject) {
      return new Population(
          all.stream().filter(one -> !subject.equals(scope.around(subjectOf(one)))).toList());
    }

    /** The share of its series that are members or suspect. */
    double share(List<ActiveFinding> members) {
      long suspect =
          all.stream().filter(one -> one.status() == EvaluatedSeries.Status.SUSPECT).count();
      return Math.max(members.size(), suspect) / (double) size(members);
    }

    int size(List<ActiveFinding> members) {
      return Math.max(all.size(), members.size());
    }

    private static AlertSubject subjectOf(EvaluatedSeries one) {
      return AlertSubject.ofSeries(
          one.campaignId(), one.channel(), one.department(), one.subject());
    }
  }
}
