package io.campaignpulse.event;

/** The input topics and, with the same names, the file stems of a replay. */
public enum Topic {
  INTERACTIONS("interactions"),
  LEADS("leads"),
  ORDERS("orders"),
  SPEND("spend"),
  INVENTORY("inventory"),
  IDENTITIES("identities"),
  CAMPAIGNS("campaigns"),
  PROMOTIONS("promotions"),
  PLANS("plans"),
  FX_RATES("fx-rates"),
  RULES("rules"),
  CALENDAR("calendar"),
  CHANNEL_LAGS("channel-lags");

  private final String label;

  Topic(String label) {
    this.label = label;
  }

  /** The name in Kafka, in file names, in the ledger and in rejections. */
  public String label() {
    return label;
  }

  /** Whether the topic is compacted and keyed by id, a higher revision replacing a lower one. */
  public boolean isCatalogue() {
    return ordinal() >= CAMPAIGNS.ordinal();
  }
}
