package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.cameFrom;
import static io.campaignpulse.testing.TestingIngestEvents.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Interaction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionClassifierTest {
  private static final InteractionClassifier CLASSIFIER =
      new InteractionClassifier(ChannelOptions.shipped());

  @ParameterizedTest(name = "{0}: {1} / {2} / {3}")
  @CsvSource({
    "DIRECT, (direct), (none), ",
    "DIRECT, (direct), (not set), cross-network",
    "CROSS_NETWORK, google, cpc, Summer Cross-Network",
    "PAID_SHOPPING, google, cpc, spring shopping",
    "PAID_SHOPPING, amazon, cpc, ",
    "PAID_SEARCH, google, cpc, workshop",
    "PAID_SEARCH, google, cpm, ",
    "PAID_SEARCH, Bing, PPC, ",
    "PAID_SEARCH, baidu, paid-search, ",
    "PAID_SOCIAL, facebook, retargeting, ",
    "PAID_SOCIAL, tiktok, paid, ",
    "PAID_VIDEO, youtube, cpv_cpc, ",
    "DISPLAY, partner, cpm, ",
    "DISPLAY, youtube, banner, ",
    "PAID_OTHER, partner, cpc, ",
    "PAID_OTHER, partner, xcpx, ",
    "ORGANIC_SHOPPING, amazon, referral, ",
    "ORGANIC_SHOPPING, partner, referral, shop weeks",
    "ORGANIC_SHOPPING, partner, email, my shop",
    "ORGANIC_SOCIAL, facebook, referral, ",
    "ORGANIC_SOCIAL, partner, social-media, ",
    "ORGANIC_VIDEO, youtube, referral, ",
    "ORGANIC_VIDEO, partner, video-ad, ",
    "ORGANIC_SEARCH, google, organic, ",
    "ORGANIC_SEARCH, partner, organic, ",
    "ORGANIC_SEARCH, google, , ",
    "REFERRAL, partner, referral, ",
    "REFERRAL, partner, app, ",
    "REFERRAL, email, link, ",
    "EMAIL, newsletter, e-mail, ",
    "EMAIL, e_mail, spring, ",
    "AFFILIATE, partner, affiliate, ",
    "AUDIO, podcast, audio, ",
    "SMS, sms, blast, ",
    "SMS, partner, sms, ",
    "MOBILE_PUSH, partner, web-push, ",
    "MOBILE_PUSH, partner, mobile app, ",
    "MOBILE_PUSH, firebase, other, ",
    "UNASSIGNED, partner, other, ",
    "UNASSIGNED, , , spring",
  })
  void followsTheDefaultChannelGroupingInItsOrder(
      String channel,
      @Nullable String source,
      @Nullable String medium,
      @Nullable String campaignName) {
    assertThat(channelOf(cameFrom(null, null, source, medium, campaignName))).isEqualTo(channel);
  }

  @ParameterizedTest(name = "{0}: {1} from {2}")
  @CsvSource({
    "DIRECT, , ",
    "DIRECT, https://shop.example/, ",
    "DIRECT, https://shop.example/, https://www.shop.example/cart",
    "PAID_SEARCH, https://shop.example/?utm_source=google&utm_medium=cpc, https://t.co/",
    "ORGANIC_SEARCH, https://shop.example/?utm_medium=email&gclid=x, ",
    "PAID_SEARCH, https://shop.example/?gclid=x, https://www.google.com/",
    "PAID_SEARCH, https://shop.example/?a=1&GBRAID=x#top, ",
    "PAID_SEARCH, https://shop.example/?wbraid=x, ",
    "PAID_SEARCH, https://shop.example/?dclid=x, ",
    "PAID_SEARCH, https://shop.example/?msclkid=x, ",
    "PAID_SEARCH, https://shop.example/?bd_vid=x, ",
    "PAID_SOCIAL, https://shop.example/?ttclid=x, ",
    "PAID_SOCIAL, https://shop.example/?gdt_vid=x, ",
    "DIRECT, https://shop.example/?gclid=, ",
    "ORGANIC_SOCIAL, https://shop.example/?fbclid=x, ",
    "ORGANIC_SOCIAL, https://shop.example/?fbclid=x, https://l.facebook.com/",
    "ORGANIC_SEARCH, , https://www.google.co.uk/search?q=x",
    "ORGANIC_SEARCH, , https://google.de",
    "ORGANIC_SEARCH, , https://www.bing.com/",
    "ORGANIC_SEARCH, , https://m.baidu.com/",
    "ORGANIC_SEARCH, , https://yandex.ru/",
    "ORGANIC_SEARCH, , https://duckduckgo.com/",
    "REFERRAL, , https://mail.google.com/",
    "AI_ASSISTANT, , https://gemini.google.com/app",
    "AI_ASSISTANT, , https://chatgpt.com/",
    "AI_ASSISTANT, , https://www.perplexity.ai/",
    "REFERRAL, , https://notgoogle.example/",
    "REFERRAL, , https://google.evil.example/",
    "ORGANIC_SOCIAL, , https://lm.facebook.com/l.php",
    "ORGANIC_SOCIAL, , https://x.com/i/status/1",
    "ORGANIC_SOCIAL, , https://mp.weixin.qq.com/s/1",
    "ORGANIC_VIDEO, , https://youtu.be/1",
    "ORGANIC_SHOPPING, , https://www.amazon.com/dp/1",
    "REFERRAL, , HTTPS://user@Blog.Example.:8080/post",
  })
  void readsTheSourceFromAddressAndReferrer(
      String channel, @Nullable String pageUrl, @Nullable String referrer) {
    assertThat(channelOf(cameFrom(pageUrl, referrer, null, null, null))).isEqualTo(channel);
  }

  @Test
  void whatTheEventSaysWinsOverItsAddress() {
    String page = "https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=shopping";
    assertThat(channelOf(cameFrom(page, null, "facebook", null, "plain"))).isEqualTo("PAID_SOCIAL");
    assertThat(channelOf(cameFrom(page, null, "", " ", ""))).isEqualTo("PAID_SHOPPING");
  }

  @Test
  void anExplicitChannelIsOnlySpeltCanonically() {
    ClassifiedInteraction classified =
        CLASSIFIER.classify(click("e", START, 0, "Spring", " paid-social ads ", null));
    assertThat(classified.channel()).isEqualTo("PAID_SOCIAL_ADS");
    assertThat(classified.campaignId()).isEqualTo("Spring");
    assertThat(classified.campaignDeclared()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ID-7, https://shop.example/?utm_id=ID-7&utm_campaign=by-url, by-name",
    "by url, https://shop.example/?utm_id=&utm_campaign=by+url, by-name",
    "by-name, https://shop.example/, by-name",
  })
  void anUndeclaredCampaignIsReadInOrder(String campaign, String pageUrl, String name) {
    ClassifiedInteraction classified =
        CLASSIFIER.classify(cameFrom(pageUrl, null, null, null, name));
    assertThat(classified.campaignId()).isEqualTo(campaign);
    assertThat(classified.campaignDeclared()).isFalse();
  }

  @Test
  void nothingNamesACampaign() {
    ClassifiedInteraction classified = CLASSIFIER.classify(cameFrom(null, null, null, null, null));
    assertThat(classified.campaignId()).isEqualTo(ClassifiedInteraction.NO_CAMPAIGN);
  }

  @Test
  void marksCrawlers() {
    Interaction crawler =
        click("e", START, 0, "spring", "EMAIL", "Mozilla/5.0 (compatible; Googlebot/2.1)");
    assertThat(CLASSIFIER.classify(crawler).invalidTraffic()).isTrue();
    assertThat(CLASSIFIER.classify(click("e", START, 0)).invalidTraffic()).isFalse();
  }

  @Property(tries = 300)
  void noAddressIsTooHostile(@ForAll String page, @ForAll String referrer) {
    assertThat(channelOf(cameFrom(page, "https://" + referrer, null, null, null))).isNotBlank();
    assertThat(
            channelOf(cameFrom("//[%?" + page + "&utm_source=%f&%=1", referrer, null, null, null)))
        .isNotBlank();
  }

  private static String channelOf(Interaction interaction) {
    return CLASSIFIER.classify(interaction).channel();
  }
}
