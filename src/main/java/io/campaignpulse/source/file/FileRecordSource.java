package io.campaignpulse.source.file;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bounded source of one replay file: one split, its records in the order of the lines. After a
 * failure it reads the file again and skips what was emitted.
 */
public final class FileRecordSource {

  private FileRecordSource() {}

  /** The source over a file; archives are unpacked by their suffix. */
  public static FileSource<RawRecord> of(ReplayFile file) {
    return FileSource.forRecordStreamFormat(
            new RecordFormat(file.topic(), file.index(), file.name(), file.decimals()),
            new Path(file.path().toAbsolutePath().toUri()))
        .build();
  }

  /** Lines of a stream as raw records. */
  private static final class RecordFormat extends SimpleStreamFormat<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final Topic topic;
    private final int partition;
    private final String file;
    private final DecimalMark decimals;

    RecordFormat(Topic topic, int partition, String file, DecimalMark decimals) {
      this.topic = topic;
      this.partition = partition;
      this.file = file;
      this.decimals = decimals;
    }

    @Override
    public Reader<RawRecord> createReader(Configuration config, FSDataInputStream stream) {
      return new RecordReader(FileRecords.over(topic, partition, file, decimals, stream));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return TypeInformation.of(RawRecord.class);
    }
  }

  private record RecordReader(FileRecords records) implements StreamFormat.Reader<RawRecord> {
    @Override
    public @Nullable RawRecord read() {
      return records.next();
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
