package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.TimeBasis;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How rules are judged.
 *
 * @param timeZone IANA name of the reporting zone
 * @param reportingModel the model of rules that name none
 * @param reportingBasis the time basis of rules that name none
 * @param reportingCurrency ISO 4217 code of all money
 * @param asOf the last instant a replay judges, epoch milliseconds; null = as far as there is data
 * @param known the rules known before the first tick, and the campaigns that give a series its name
 *     and department
 */
public record AlertOptions(
    Emission emission,
    String timeZone,
    AttributionModel reportingModel,
    TimeBasis reportingBasis,
    String reportingCurrency,
    @Nullable Long asOf,
    CatalogueSnapshot known)
    implements Serializable {}
