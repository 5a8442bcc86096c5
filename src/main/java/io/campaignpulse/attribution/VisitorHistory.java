package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.identity.LinkStatement;
import io.campaignpulse.identity.VisitorLinks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one visitor did without saying who it was, and what was said on who it is. It decides whose
 * each touch and conversion is; a link that comes later moves what it changes from one person to
 * another. Mutable: it belongs to the keyed state of its visitor.
 */
public record VisitorHistory(
    List<LinkStatement> links, List<Touch> touches, List<Conversion> conversions) {

  /** A visitor nobody has heard of. */
  public static VisitorHistory empty() {
    return new VisitorHistory(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * Takes in an event and tells the persons it changes.
   *
   * @param maxTouches how many touches a later link may still move; the oldest stay where they are
   */
  public List<PersonEvent> apply(VisitorEvent event, int maxTouches) {
    List<PersonEvent> changes = new ArrayList<>();
    String visitor = event.visitorId();
    VisitorLinks known = new VisitorLinks(links);
    if (event.link() != null) {
      VisitorLinks more = known.with(event.link());
      if (more.statements().size() > links.size()) {
        move(visitor, known, more, changes);
        replaceLinks(more);
      }
    } else if (event.touch() != null) {
      touches.add(event.touch());
      if (touches.size() > maxTouches) {
        touches.remove(Collections.min(touches));
      }
      changes.add(gainedTouch(visitor, known, event.touch()));
    } else if (event.conversion() != null) {
      Conversion conversion = event.conversion();
      changes.addAll(replace(visitor, known, event.change(), conversion));
    }
    return changes;
  }

  /** Everything as it stands, for the persons it belongs to. */
  public List<PersonEvent> all(String visitor) {
    VisitorLinks known = new VisitorLinks(links);
    List<PersonEvent> all = new ArrayList<>();
    touches.forEach(touch -> all.add(gainedTouch(visitor, known, touch)));
    for (Conversion conversion : conversions) {
      String person = known.personAt(visitor, conversion.askedAt());
      all.add(PersonEvent.of(person, Change.GAINED, conversion));
    }
    return all;
  }

  /** Takes in an event without telling anybody: {@link #all} will. */
  public void collect(VisitorEvent event) {
    if (event.link() != null) {
      replaceLinks(new VisitorLinks(links).with(event.link()));
    } else if (event.touch() != null) {
      touches.add(event.touch());
    } else if (event.conversion() != null) {
      remember(event.change(), event.conversion());
    }
  }

  /**
   * Forgets what no link may move any more. Links themselves are kept, those that say nothing new
   * left out.
   *
   * @param touchesBefore touches dated before it go, epoch milliseconds
   * @param conversionsBefore conversions and repeated links dated before it go
   */
  public void forget(long touchesBefore, long conversionsBefore) {
    touches.removeIf(touch -> touch.time() < touchesBefore);
    conversions.removeIf(conversion -> conversion.time() < conversionsBefore);
    replaceLinks(new VisitorLinks(links).compactedUntil(conversionsBefore));
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return links.isEmpty() && touches.isEmpty() && conversions.isEmpty();
  }

  private List<PersonEvent> replace(
      String visitor, VisitorLinks known, Change change, Conversion conversion) {
    List<PersonEvent> changes = new ArrayList<>();
    String person = known.personAt(visitor, conversion.askedAt());
    Conversion earlier = remember(change, conversion);
    if (earlier != null) {
      String holder = known.personAt(visitor, earlier.askedAt());
      if (!holder.equals(person)) {
        changes.add(PersonEvent.of(holder, Change.LOST, earlier));
      }
    }
    changes.add(PersonEvent.of(person, change, conversion));
    return changes;
  }

  private void move(
      String visitor, VisitorLinks before, VisitorLinks after, List<PersonEvent> changes) {
    for (Touch touch : touches) {
      String from = before.personAt(visitor, touch.time());
      String to = after.personAt(visitor, touch.time());
      if (!from.equals(to)) {
        changes.add(PersonEvent.of(from, Change.LOST, touch));
        changes.add(PersonEvent.of(to, Change.GAINED, touch));
      }
    }
    for (Conversion conversion : conversions) {
      String from = before.personAt(visitor, conversion.askedAt());
      String to = after.personAt(visitor, conversion.askedAt());
      if (!from.equals(to)) {
        changes.add(PersonEvent.of(from, Change.LOST, conversion));
        changes.add(PersonEvent.of(to, Change.GAINED, conversion));
      }
    }
  }

  private static PersonEvent gainedTouch(String visitor, VisitorLinks known, Touch touch) {
    return PersonEvent.of(known.personAt(visitor, touch.time()), Change.GAINED, touch);
  }

  private @Nullable Conversion remember(Change change, Conversion conversion) {
    Conversion earlier = Conversions.remove(conversions, conversion.conversionId());
    if (change == Change.GAINED) {
      conversions.add(conversion);
    }
    return earlier;
  }

  private void replaceLinks(VisitorLinks known) {
    List<LinkStatement> statements = List.copyOf(known.statements());
    links.clear();
    links.addAll(statements);
  }
}
