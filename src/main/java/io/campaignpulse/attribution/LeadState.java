package io.campaignpulse.attribution;

import io.campaignpulse.event.LeadStage;
import org.jspecify.annotations.Nullable;

/**
 * How a lead stands: the stage it is in and who cares for it.
 *
 * @param stage the stage it is in: the furthest that stands, or LOST or DISQUALIFIED
 * @param owner sales person or team, of the latest event that names one, repeated stages included
 * @param dealerId of its first event that names one
 * @param contactedTime when sales first contacted it, of the latest event that says so, repeated
 *     stages included; epoch milliseconds
 * @param createdTime when it first entered CREATED, epoch milliseconds; null if it did not
 * @param qualifiedTime when it first entered QUALIFIED, likewise; null also while that is taken
 *     back
 */
public record LeadState(
    String leadId,
    LeadStage stage,
    @Nullable String owner,
    @Nullable String dealerId,
    @Nullable Long contactedTime,
    @Nullable Long createdTime,
    @Nullable Long qualifiedTime) {}
