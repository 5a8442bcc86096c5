package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person owns in the end, in whatever order its news arrive. */
class PersonHistoryTest {

  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);

  /** Keeps the last case told of each conversion. */
  private static final class Told implements HistoryOutput {
    private final Map<String, CreditCase> last = new TreeMap<>();
    private final Map<String, Long> paths = new TreeMap<>();

    @Override
    public void tell(CreditCase creditCase) {
      last.put(creditCase.conversion().conversionId(), creditCase);
    }

    @Override
    public void tell(JourneyChange change) {
      String path = change.conversionType() + "@" + change.endedAt() + change.nodes();
      paths.merge(path, change.count(), Long::sum);
      paths.values().removeIf(count -> count == 0);
    }

    @Override
    public void tell(PersonEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void forgotTouch() {}

    @Override
    public void cameLate() {}
  }

  /**
   * A lead is first asked of its device, which is the customer's, and then, since an earlier event
   * comes that names the customer, of the customer: what goes by way of the device may overtake or
   * be overtaken.
   */
  @ParameterizedTest
  @CsvSource({"old gone new", "old new gone", "new old gone"})
  void aLeadThatIsAskedOtherwiseStaysWithItsPersonWhateverComesFirst(String order) {
    LeadBook first = LeadBook.empty().with(event("later", 20, LeadStage.QUALIFIED, "device", null));
    List<Conversion> old = first.conversions();
    List<Conversion> standing =
        first.with(event("earlier", 10, LeadStage.CREATED, "other", "c")).conversions();
    PersonHistory person = PersonHistory.empty();
    Told told = new Told();
    for (String news : order.split(" ")) {
      Change change = news.equals("gone") ? Change.LOST : Change.GAINED;
      for (Conversion conversion : news.equals("new") ? standing : old) {
        person.apply(PersonEvent.of("c:c", change, conversion), LIVE, Long.MIN_VALUE, told);
      }
    }
    Told direct = new Told();
    PersonHistory other = PersonHistory.empty();
    for (Conversion conversion : standing) {
      other.apply(PersonEvent.of("c:c", Change.GAINED, conversion), LIVE, Long.MIN_VALUE, direct);
    }
    assertThat(told.paths).isEqualTo(direct.paths).isNotEmpty();
    assertThat(person.conversions()).containsExactlyInAnyOrderElementsOf(standing);
    assertThat(told.last.values()).allMatch(CreditCase::owned);
    assertThat(told.last.values().stream().map(CreditCase::conversion))
        .containsExactlyInAnyOrderElementsOf(standing);
  }

  private static LeadEvent event(
      String id, long time, LeadStage stage, String visitor, @Nullable String customer) {
    return lead(id, time, "L", stage, visitor, customer, null, null, 0L);
  }
}
