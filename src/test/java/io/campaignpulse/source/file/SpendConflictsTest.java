package io.campaignpulse.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendConflictsTest {

  private static final String HEADER =
      "eventTime,campaignId,channel,periodStart,periodEnd,currency,cost,conversions,device,account\n";
  private static final String REPORT =
      "2026-03-03T05:00:00Z,c,EMAIL,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,USD,";

  @TempDir Path folder;

  @Test
  void namesTheColumnThatWouldTellThemApart() throws IOException {
    spend(REPORT + "3,1,mobile,main", REPORT + "4,2,desktop,main", REPORT + "5,3,tablet,main");
    assertThat(SpendConflicts.warning(ReplayFolder.open(folder)))
        .hasValue(
            "spend.csv: 2 reports have the key and revision of another with another cost and do not"
                + " count; column device would tell them apart as breakdown");
  }

  @Test
  void copiesAreNoConflict() throws IOException {
    spend(REPORT + "3,1,mobile,main", REPORT + "3.0,1,desktop,main", "broken");
    assertThat(SpendConflicts.warning(ReplayFolder.open(folder))).isEmpty();
  }

  private void spend(String... rows) throws IOException {
    Files.writeString(folder.resolve("spend.csv"), HEADER + String.join("\n", rows) + "\n");
  }
}
