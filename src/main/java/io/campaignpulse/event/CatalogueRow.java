package io.campaignpulse.event;

/** A row of a catalogue: the highest revision of an id stands, a tie goes to the larger JSON. */
public interface CatalogueRow extends java.io.Serializable {
  /** The key of the row in its topic. */
  String id();

  /** Which version of the row this is; 0 where the source gives none. */
  long revision();

  /** The row as JSON with sorted field names and no nulls: the last word in ties. */
  String canonicalJson();

  /** The row with what it retains of another row of its id that it replaces. */
  default CatalogueRow replacing(CatalogueRow other) {
    return this;
  }

  /** Where it came from. */
  Origin origin();
}
