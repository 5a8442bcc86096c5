package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.TimeBasis;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Options of the evaluation of rules.
 *
 * @param reportingModel the model of rules that name none
 * @param reportingBasis the time basis of rules that name none
 * @param reportingCurrency ISO 4217 code of all money
 * @param timeZone IANA name of the reporting zone
 * @param dailyVariation how much levels of conversion are taken to differ from day to day,
 *     relatively, until that is learned
 * @param liveBoundMillis how far behind the clock evaluation may be and still be live
 * @param asOf the instant the outlooks of a replay hold for, epoch milliseconds; null live
 * @param known the rules known before the first tick, and the campaigns that give a series its name
 *     and department
 */
public record AlertOptions(
    Emission emission,
    AttributionModel reportingModel,
    TimeBasis reportingBasis,
    String reportingCurrency,
    String timeZone,
    double dailyVariation,
    long liveBoundMillis,
    @Nullable Long asOf,
    CatalogueSnapshot known)
    implements Serializable {}
