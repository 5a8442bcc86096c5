package io.campaignpulse.ingest.operator;

/**
 * The ids of one partition and quarter of an hour in a checkpoint.
 *
 * @param writer the subtask that reads the partition; {@link #NOBODY} if none has yet
 * @param writers how many subtasks there were
 * @param ids hashes of event ids among zeros, never written to
 */
record IdBucket(int partition, long bucket, int writer, int writers, long[] ids) {
  /** The writer of a bucket whose partition had no record since the restore before. */
  static final int NOBODY = -1;
}
