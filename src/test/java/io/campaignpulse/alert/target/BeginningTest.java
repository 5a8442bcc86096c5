package io.campaignpulse.alert.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginningTest {

  @Test
  void anHourInWhichOthersGetWhatIsLeftOfTheWeekendBringsNoMoreThanTheClicks() {
    Beginning morning = Beginning.NONE.after(300, 100);
    assertThat(morning.exposure()).isEqualTo(100);
    assertThat(morning.after(300, 180).exposure()).isEqualTo(180);
  }

  @Test
  void nothingIsExpectedWhileTheShopIsClosed() {
    Beginning evening = Beginning.NONE.after(100, 120);
    assertThat(evening.after(0, 150).exposure()).isEqualTo(100);
    assertThat(evening.after(0, 150).after(40, 150).exposure()).isEqualTo(140);
  }
}
