package io.campaignpulse.attribution;

import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How often, and lately why, the published credit of a conversion was corrected.
 *
 * @param latest the last {@value #KEPT}, oldest first
 */
public record CorrectionLog(String conversionId, List<Correction> latest, long count) {

  /** How many are kept. */
  public static final int KEPT = 20;

  private static final CorrectionCause[] CAUSES = CorrectionCause.values();

  /** Nothing was corrected yet. */
  static CorrectionLog of(String conversionId) {
    return new CorrectionLog(conversionId, List.of(), 0);
  }

  CorrectionLog with(Correction correction) {
    List<Correction> more = new ArrayList<>(latest);
    more.add(correction);
    return new CorrectionLog(
        conversionId,
        List.copyOf(more.subList(Math.max(0, more.size() - KEPT), more.size())),
        count + 1);
  }

  void write(DataOutput out) throws IOException {
    CompactForm.write(conversionId, out);
    CompactForm.write(count, out);
    CompactForm.write(latest.size(), out);
    for (Correction correction : latest) {
      out.writeByte(correction.cause().ordinal());
      CompactForm.write(correction.causedAt(), out);
      CompactForm.write(correction.decidedAt(), out);
    }
  }

  static CorrectionLog read(DataInput in) throws IOException {
    String conversionId = CompactForm.readText(in);
    long count = CompactForm.readNumber(in);
    int size = CompactForm.readSize(in);
    List<Correction> latest = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      latest.add(
          new Correction(
              CAUSES[in.readByte()], CompactForm.readNumber(in), CompactForm.readNumber(in)));
    }
    return new CorrectionLog(conversionId, latest, count);
  }
}
