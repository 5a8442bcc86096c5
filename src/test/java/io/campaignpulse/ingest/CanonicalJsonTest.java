package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.testing.TestingWireValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <R extends Record & Event> void isReadAgain(R event, Class<R> type)
      throws IOException {
    assertThat(CanonicalJson.read(bytes(CanonicalJson.of(event)), type, event.origin()))
        .isEqualTo(event);
  }

  @Test
  void anEventIsReadAgainFromItsText() throws IOException {
    isReadAgain(TestingWireValues.order(), OrderEvent.class);
    isReadAgain(TestingWireValues.lead(), LeadEvent.class);
    isReadAgain(TestingWireValues.spend(), SpendReport.class);
  }

  @Test
  void aTextThatWasCutIsNone() {
    String text = CanonicalJson.of(TestingWireValues.order());
    for (String none : new String[] {text.substring(0, text.length() / 2), "", "[]", "7"}) {
      assertThatThrownBy(
              () ->
                  CanonicalJson.read(
                      bytes(none), OrderEvent.class, TestingWireValues.order().origin()))
          .isInstanceOf(IOException.class);
    }
  }
}
