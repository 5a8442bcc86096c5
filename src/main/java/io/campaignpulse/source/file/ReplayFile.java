package io.campaignpulse.source.file;

import io.campaignpulse.event.Topic;
import java.nio.file.Path;

/**
 * One input file of a replay.
 *
 * @param index its place among the files of the folder, which stands for the partition
 */
public record ReplayFile(Topic topic, int index, Path path) {

  /** The file's own name: what rejections call it. */
  public String name() {
    return String.valueOf(path.getFileName());
  }
}
