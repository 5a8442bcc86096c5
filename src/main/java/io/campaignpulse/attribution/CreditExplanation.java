package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CreditSource;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.TouchStanding;
import io.campaignpulse.identity.PersonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a decided case becomes the explanation of its conversion. */
final class CreditExplanation {

  private static final int MODELS = AttributionModel.values().length;

  private CreditExplanation() {}

  /**
   * The explanation of a case.
   *
   * @param lead the case of the lead it is a stage of or came from, if that is known
   * @param credits what the case was decided to
   */
  static Explanation of(
      CreditCase creditCase,
      @Nullable CreditCase lead,
      List<Credit> credits,
      CorrectionLog corrections,
      long revision) {
    CreditCase explained = creditCase.explainedBy(lead);
    Conversion conversion = creditCase.conversion();
    Credit whole = explained.touches().isEmpty() && !credits.isEmpty() ? credits.get(0) : null;
    return new Explanation(
        conversion.conversionId(),
        conversion.type(),
        conversion.time(),
        explained.conversion().eligibleAt(),
        PersonKey.personId(creditCase.person()),
        conversion.leadId(),
        conversion.value(),
        creditCase.newCustomer(),
        conversion.voided(),
        source(creditCase, explained, lead),
        whole == null ? null : whole.campaignId(),
        whole == null ? null : whole.channel(),
        journey(explained, credits),
        corrections.latest(),
        corrections.count(),
        revision);
  }

  private static CreditSource source(
      CreditCase creditCase, CreditCase explained, @Nullable CreditCase lead) {
    if (!explained.touches().isEmpty()) {
      boolean own = explained.isOfSameConversion(creditCase);
      return own ? CreditSource.TOUCHES : CreditSource.LEAD_TOUCHES;
    }
    Evidence evidence = creditCase.evidence(lead);
    if (evidence == null) {
      return CreditSource.NOTHING;
    }
    return switch (evidence.kind()) {
      case DECLARED -> CreditSource.DECLARED;
      case COUPON -> CreditSource.COUPON;
      case DEALER -> CreditSource.DEALER;
    };
  }

  private static List<JourneyTouch> journey(CreditCase explained, List<Credit> credits) {
    List<Touch> eligible = explained.touches().toList();
    List<Touch> all = new ArrayList<>(eligible);
    all.addAll(explained.others().toList());
    all.sort(null);
    List<JourneyTouch> journey = new ArrayList<>(all.size());
    for (Touch touch : all) {
      journey.add(
          new JourneyTouch(
              touch.eventId(),
              touch.time(),
              touch.type(),
              touch.campaignId(),
              touch.channel(),
              standing(touch, eligible, explained.conversion()),
              weights(touch, credits)));
    }
    return journey;
  }

  private static TouchStanding standing(Touch touch, List<Touch> eligible, Conversion conversion) {
    if (eligible.contains(touch)) {
      return TouchStanding.ELIGIBLE;
    }
    return touch.time() > conversion.eligibleAt()
        ? TouchStanding.AFTER_CONVERSION
        : TouchStanding.BEFORE_LOOK_BACK;
  }

  private static long[] weights(Touch touch, List<Credit> credits) {
    long[] weights = new long[MODELS];
    for (Credit credit : credits) {
      Long at = credit.touchTime();
      if (at != null && at == touch.time() && credit.touchEventId().equals(touch.eventId())) {
        weights[credit.model().ordinal()] = credit.weightNanos();
      }
    }
    return weights;
  }
}
