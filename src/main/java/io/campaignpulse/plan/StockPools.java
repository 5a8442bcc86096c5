package io.campaignpulse.plan;

import java.util.List;

/**
 * From which stock a sale is taken. A dealer who is a location of the article sells what lies
 * there; everybody else sells from the other locations as one pool. A count tells what is left, so
 * what was sold from the same pool before it is settled; where there are no other locations, what
 * was sold from them is settled by the latest count of any dealer's.
 */
final class StockPools {

  /** The number of the pool of all locations that are no dealer's. */
  static final int SHARED = 0;

  private final int[] poolOf;
  private final boolean sharedIsEmpty;

  /** The pools by what was known before an instant, epoch milliseconds. */
  StockPools(List<StockPlace> places, long before) {
    poolOf = new int[places.size()];
    boolean empty = true;
    for (int i = 0; i < poolOf.length; i++) {
      boolean own = places.get(i).isDealerWithStock(before);
      poolOf[i] = own ? i + 1 : SHARED;
      empty &= own || !places.get(i).isLocation(before);
    }
    sharedIsEmpty = empty;
  }

  /** How many numbers of pools there are. */
  int size() {
    return poolOf.length + 1;
  }

  /** The pool a location belongs to and a dealer sells from. */
  int of(int place) {
    return poolOf[place];
  }

  /** Whether a count or a receipt in one pool tells of what was sold from another. */
  boolean tells(int counted, int sold) {
    return counted == sold || (sold == SHARED && sharedIsEmpty);
  }
}
