package io.campaignpulse.source.file;

import io.campaignpulse.event.Topic;
import java.nio.file.Path;

/**
 * One input file of a replay.
 *
 * @param index its place among the files of the folder, which stands for the partition
 * @param decimals the decimal mark of its numbers, if it is a CSV file
 */
public record ReplayFile(Topic topic, int index, Path path, DecimalMark decimals) {

  /** A file whose numbers have a point. */
  public ReplayFile(Topic topic, int index, Path path) {
    this(topic, index, path, DecimalMark.POINT);
  }

  /** The file's own name: what rejections call it. */
  public String name() {
    return String.valueOf(path.getFileName());
  }
}
