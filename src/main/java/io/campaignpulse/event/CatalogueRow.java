package io.campaignpulse.event;

/** A row of a catalogue: the highest revision of an id stands, a tie goes to the larger JSON. */
public interface CatalogueRow extends java.io.Serializable {
  /** The text in place of a row's JSON where the row is a deletion. */
  String DELETED = "null";

  /** Whether the row stands for the deletion of what had its id; all but id and origin is empty. */
  default boolean isDeletion() {
    return canonicalJson().equals(DELETED);
  }

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
