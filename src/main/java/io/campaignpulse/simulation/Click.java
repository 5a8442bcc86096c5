package io.campaignpulse.simulation;

/**
 * Somebody came to the shop.
 *
 * @param serial unique within the market; order, lead and click ids carry it, so the truth can be
 *     found again
 * @param time epoch milliseconds
 */
record Click(String serial, long time, int visitor, CampaignProfile profile) {}
