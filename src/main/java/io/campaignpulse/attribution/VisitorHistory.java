package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.identity.LinkStatement;
import io.campaignpulse.identity.PersonKey;
import io.campaignpulse.identity.VisitorLinks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one visitor did without saying who it was, and what was said on who it is. It decides whose
 * each touch and conversion is. What is nobody's but the visitor's it decides on itself, since no
 * other visitor can be the same person; what is a customer's it gives to the customer and remembers
 * that it did. A link that comes later moves what it changes from one person to another. Mutable:
 * it belongs to the keyed state of its visitor.
 */
public final class VisitorHistory {

  private VisitorLinks links;
  private final PersonHistory own;
  private final GivenHistory given;

  private VisitorHistory(VisitorLinks links, PersonHistory own, GivenHistory given) {
    this.links = links;
    this.own = own;
    this.given = given;
  }

  /** A visitor nobody has heard of. */
  public static VisitorHistory empty() {
    return new VisitorHistory(VisitorLinks.none(), PersonHistory.empty(), GivenHistory.empty());
  }

  /**
   * Takes in an event and tells what it changes. Of given touches a later link moves the latest
   * {@code options.maxTouches()}; the others stay where they are.
   *
   * @param settledBefore touches for conversions before it (epoch milliseconds) may be forgotten
   */
  public void apply(
      VisitorEvent event, AttributionOptions options, long settledBefore, HistoryOutput out) {
    Giving giving = new Giving(event.visitorId(), options, settledBefore, out);
    PackedTouch touch = event.touch();
    if (event.link() != null) {
      giving.relink(event.change(), event.link());
    } else if (touch != null) {
      if (options.isLate(touch, settledBefore)) {
        out.cameLate();
      } else {
        giving.give(PersonEvent.of(giving.ownerAt(touch.time()), Change.GAINED, touch));
      }
    } else if (event.conversion() != null) {
      giving.replace(event.change(), event.conversion());
    }
  }

  /** Takes in an event without telling anybody: {@link #decide} will. */
  public void collect(VisitorEvent event) {
    if (event.link() != null) {
      links = links.with(event.link());
    } else if (event.touch() != null) {
      own.collect(PersonEvent.of(event.visitorId(), Change.GAINED, event.touch()));
    } else if (event.conversion() != null) {
      own.collect(PersonEvent.of(event.visitorId(), event.change(), event.conversion()));
    }
  }

  /** Tells all that was collected: to customers what is theirs, and the cases of the rest. */
  public void decide(String visitor, AttributionOptions options, HistoryOutput out) {
    String self = PersonKey.visitor(visitor);
    List<PackedTouch> kept = new ArrayList<>();
    for (PackedTouch touch : own.touches().packed()) {
      String person = links.personAt(visitor, touch.time());
      if (person.equals(self)) {
        kept.add(touch);
      } else {
        out.tell(PersonEvent.of(person, Change.GAINED, touch));
      }
    }
    List<Conversion> keptConversions = new ArrayList<>();
    for (Conversion conversion : own.conversions()) {
      String person = links.personAt(visitor, conversion.askedAt());
      if (person.equals(self)) {
        keptConversions.add(conversion);
      } else {
        out.tell(PersonEvent.of(person, Change.GAINED, conversion));
      }
    }
    PersonHistory mine = PersonHistory.of(TouchLog.of(kept), keptConversions);
    mine.all(self, options).forEach(out::tell);
    mine.tellPaths(options, out);
  }

  /** Tells the visitor's own null paths that have ended before an instant, each once. */
  public void tellEndedPaths(long before, AttributionOptions options, HistoryOutput out) {
    own.tellEndedPaths(before, options, out);
  }

  /**
   * Forgets what no link may move and no touch may change any more. Links themselves are kept,
   * those that say nothing new left out.
   *
   * @param touchesBefore touches dated before it go, epoch milliseconds
   * @param conversionsBefore conversions and repeated links dated before it go
   */
  public void forget(String visitor, long touchesBefore, long conversionsBefore) {
    own.forget(PersonKey.visitor(visitor), touchesBefore, conversionsBefore);
    given.forget(touchesBefore, conversionsBefore);
    links = links.compactedUntil(conversionsBefore);
  }

  /**
   * From when on there may be a null path to tell or something to forget, epoch milliseconds; at
   * the end of time if never.
   */
  public long expiresAt(AttributionOptions options) {
    long first = Math.min(own.expiresAt(options), given.expiresAt(options));
    Long repeated = links.firstRepeated();
    return repeated == null ? first : Math.min(first, repeated + options.redecisionHorizon());
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return links.statements().isEmpty() && own.isEmpty() && given.isEmpty();
  }

  /** A history of its own that knows the same. */
  public VisitorHistory copy() {
    return new VisitorHistory(links, own.copy(), given.copy());
  }

  /** Writes it. */
  public void write(DataOutput out) throws IOException {
    own.write(out);
    CompactForm.write(links.statements().size(), out);
    for (LinkStatement link : links.statements()) {
      CompactForm.write(link, out);
    }
    given.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static VisitorHistory read(DataInput in) throws IOException {
    PersonHistory own = PersonHistory.read(in);
    int size = CompactForm.readSize(in);
    List<LinkStatement> links = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      links.add(CompactForm.readLink(in));
    }
    return new VisitorHistory(new VisitorLinks(links), own, GivenHistory.read(in));
  }

  /** What one event makes the visitor give and take. */
  private final class Giving {

    private final String visitor;
    private final String self;
    private final AttributionOptions options;
    private final long settledBefore;
    private final HistoryOutput out;

    Giving(String visitor, AttributionOptions options, long settledBefore, HistoryOutput out) {
      this.visitor = visitor;
      this.self = PersonKey.visitor(visitor);
      this.options = options;
      this.settledBefore = settledBefore;
      this.out = out;
    }

    String ownerAt(long time) {
      return links.personAt(visitor, time);
    }

    /** Lets the person of an event gain or lose what it is on. */
    void give(PersonEvent event) {
      if (event.person().equals(self)) {
        own.apply(event, options, settledBefore, out);
      } else {
        given.apply(event, options.maxTouches());
        out.tell(event);
      }
    }

    /** Takes in a version of a conversion, which may be another person's than the one before. */
    void replace(Change change, Conversion conversion) {
      String person = ownerAt(conversion.askedAt());
      Conversion earlier = own.find(conversion.conversionId());
      if (earlier == null) {
        earlier = given.find(conversion.conversionId());
      }
      if (earlier != null && !ownerAt(earlier.askedAt()).equals(person)) {
        give(PersonEvent.of(ownerAt(earlier.askedAt()), Change.LOST, earlier));
      }
      give(PersonEvent.of(person, change, conversion));
    }

    /**
     * Moves what a statement, or its taking back, makes another person's. Conversions leave before
     * their touches and come after them, so that each is decided as seldom as can be.
     */
    void relink(Change change, LinkStatement statement) {
      VisitorLinks before = links;
      VisitorLinks after =
          change == Change.GAINED ? links.with(statement) : links.without(statement);
      if (after.equals(before)) {
        return;
      }
      if (statement.time() < settledBefore) {
        out.cameLate();
      }
      links = after;
      List<PersonEvent> lost = new ArrayList<>();
      List<PersonEvent> gained = new ArrayList<>();
      List<PersonEvent> gainedLast = new ArrayList<>();
      for (Conversion conversion : conversions()) {
        String from = before.personAt(visitor, conversion.askedAt());
        String to = ownerAt(conversion.askedAt());
        if (!from.equals(to)) {
          lost.add(PersonEvent.of(from, Change.LOST, conversion).asMoved());
          gainedLast.add(PersonEvent.of(to, Change.GAINED, conversion).asMoved());
        }
      }
      for (PackedTouch touch : touches()) {
        String from = before.personAt(visitor, touch.time());
        String to = ownerAt(touch.time());
        if (!from.equals(to)) {
          lost.add(PersonEvent.of(from, Change.LOST, touch).asMoved());
          gained.add(PersonEvent.of(to, Change.GAINED, touch).asMoved());
        }
      }
      lost.forEach(this::give);
      gained.forEach(this::give);
      gainedLast.forEach(this::give);
    }

    private List<PackedTouch> touches() {
      List<PackedTouch> all = own.touches().packed();
      all.addAll(given.touches().packed());
      return all;
    }

    private List<Conversion> conversions() {
      List<Conversion> all = new ArrayList<>(own.conversions());
      all.addAll(given.conversions());
      return all;
    }
  }
}
