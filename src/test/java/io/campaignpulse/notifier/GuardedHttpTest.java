package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.notifier.RefusedException.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests reach only where they may: a listening socket counts who connects. */
class GuardedHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private ServerSocket victim;
  private GuardedHttp http;
  private volatile String answer = OK;

  @BeforeEach
  void listen() throws IOException {
    // On every address of this machine, IPv4 and IPv6.
    victim = new ServerSocket(0);
    Thread thread = new Thread(this::accept, "victim");
    thread.setDaemon(true);
    thread.start();
    http = client(HostAddresses.SYSTEM, Dial.DIRECT);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    victim.close();
  }

  static Stream<Arguments> addressesOfThisMachineAndItsNeighbours() {
    return Stream.of(
        Arguments.of("127.0.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("127.8.9.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("localhost", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("LocalHost", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("localhost.", Refusal.HOST_FORM),
        Arguments.of("127.0.0.1.", Refusal.HOST_FORM),
        Arguments.of("127.1", Refusal.HOST_FORM),
        Arguments.of("127.0.1", Refusal.HOST_FORM),
        Arguments.of("2130706433", Refusal.HOST_FORM),
        Arguments.of("0x7f000001", Refusal.HOST_FORM),
        Arguments.of("0x7f.0.0.1", Refusal.HOST_FORM),
        Arguments.of("0x7F.0x0.0x0.0x1", Refusal.HOST_FORM),
        Arguments.of("0177.0.0.1", Refusal.HOST_FORM),
        Arguments.of("017700000001", Refusal.HOST_FORM),
        Arguments.of("0.0.0.0", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("0", Refusal.HOST_FORM),
        Arguments.of("[::1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[::]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[0:0:0:0:0:0:0:1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[::ffff:127.0.0.1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[::ffff:7f00:1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[::127.0.0.1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[64:ff9b::7f00:1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[64:ff9b:1::7f00:1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[2002:7f00:1::]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[2001:0:7f00:1::]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[fd00::1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[fd00:ec2::254]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[fe80::1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("[fe80::1%25lo]", Refusal.HOST_FORM),
        Arguments.of("[ff02::1]", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("10.0.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("172.16.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("172.31.255.255", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("192.168.1.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("100.64.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("100.100.100.200", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("169.254.169.254", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("168.63.129.16", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("192.0.0.192", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("198.18.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("224.0.0.1", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("255.255.255.255", Refusal.ADDRESS_NOT_ALLOWED),
        Arguments.of("127。0。0。1", Refusal.HOST_FORM),
        Arguments.of("①②⑦.0.0.1", Refusal.HOST_FORM),
        Arguments.of("locаlhost", Refusal.HOST_FORM),
        Arguments.of("user@127.0.0.1", Refusal.USER_INFO),
        Arguments.of("hooks.example.com:443@127.0.0.1", Refusal.USER_INFO),
        Arguments.of("@127.0.0.1", Refusal.USER_INFO),
        Arguments.of("hooks.example.com%40127.0.0.1", Refusal.HOST_FORM),
        Arguments.of("127.0.0.1%00.example.com", Refusal.HOST_FORM),
        Arguments.of("hooks.example.com\\@127.0.0.1", Refusal.MALFORMED_URL),
        Arguments.of("hooks.example.com\r\nHost: x", Refusal.MALFORMED_URL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("addressesOfThisMachineAndItsNeighbours")
  void noHostThatIsNotPublicIsConnectedToThoughItIsListed(String host, Refusal refusal) {
    String bare = host.substring(host.indexOf('@') + 1);
    AllowedHosts allowed =
        new AllowedHosts(
            List.of(host + ":" + victim.getLocalPort(), bare + ":" + victim.getLocalPort()));
    assertThatThrownBy(
            () ->
                post(
                    TargetUrl.parse(
                        "https://" + host + ":" + victim.getLocalPort() + "/x", allowed, false)))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    assertThat(connections).hasValue(0);
  }

  static Stream<Arguments> thingsThatAreNoAddress() {
    return Stream.of(
        Arguments.of("file:///etc/passwd", Refusal.SCHEME),
        Arguments.of("gopher://127.0.0.1:PORT/_x", Refusal.SCHEME),
        Arguments.of("ftp://127.0.0.1:PORT/", Refusal.SCHEME),
        Arguments.of("jar:http://127.0.0.1:PORT!/", Refusal.SCHEME),
        Arguments.of("//127.0.0.1:PORT/", Refusal.SCHEME),
        Arguments.of("127.0.0.1:PORT", Refusal.MALFORMED_URL),
        Arguments.of("http://127.0.0.1:PORT/", Refusal.SCHEME),
        Arguments.of("HTTPS://127.0.0.1:PORT/a\r\nX: y", Refusal.MALFORMED_URL),
        Arguments.of("https://127.0.0.1:PORT/a b", Refusal.MALFORMED_URL),
        Arguments.of("https://127.0.0.1:PORT/#x", Refusal.MALFORMED_URL),
        Arguments.of("https://listed.example.com/\u00e9", Refusal.MALFORMED_URL),
        Arguments.of("https://hooks.example.com:PORT/", Refusal.HOST_NOT_ALLOWED),
        Arguments.of("https://listed.example.com:8443/", Refusal.HOST_NOT_ALLOWED),
        Arguments.of("https://listed.example.com.evil.example/", Refusal.HOST_NOT_ALLOWED),
        Arguments.of("https://xn--lsted-q4a.example.com/", Refusal.HOST_NOT_ALLOWED),
        Arguments.of("https:///x", Refusal.HOST_FORM));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("thingsThatAreNoAddress")
  void whatIsNoAddressOfAListedHostIsRefused(String text, Refusal refusal) {
    AllowedHosts allowed =
        new AllowedHosts(List.of("listed.example.com", "127.0.0.1:" + victim.getLocalPort()));
    String url = text.replace("PORT", Integer.toString(victim.getLocalPort()));
    assertThatThrownBy(() -> post(TargetUrl.parse(url, allowed, false)))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    assertThat(connections).hasValue(0);
  }

  @Test
  void aNeighbourThatIsListedAndAllowedIsReached() throws Exception {
    Reply reply = post(local("/x?y=%0d%0aZ"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("ok");
    assertThat(connections).hasValue(1);
    assertThat(requests.get(0)).startsWith("POST /x?y=%0d%0aZ HTTP/1.1\r\nHost: 127.0.0.1:");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"169.254.169.254", "0.0.0.0", "[fe80::1]", "[fd00:ec2::254]", "224.0.0.1"})
  void evenAsANeighbourNobodyReachesWhereSecretsAre(String host) {
    AllowedHosts allowed = new AllowedHosts(List.of(host));
    assertThatThrownBy(() -> post(TargetUrl.parse("http://" + host + "/", allowed, true)))
        .isInstanceOf(RefusedException.class);
    assertThat(connections).hasValue(0);
  }

  @Test
  void aNameThatChangesItsMindLeadsOnlyWhereItWasChecked() throws Exception {
    List<InetSocketAddress> dialled = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    HostAddresses rebinding =
        host ->
            List.of(
                InetAddress.getByName(
                    asked.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1"));
    GuardedHttp client =
        client(
            rebinding,
            (address, timeout) -> {
              dialled.add(address);
              throw new IOException("no Internet here");
            });
    AllowedHosts allowed = new AllowedHosts(List.of("rebind.example.com:" + victim.getLocalPort()));
    TargetUrl url =
        TargetUrl.parse(
            "https://rebind.example.com:" + victim.getLocalPort() + "/", allowed, false);
    assertThatThrownBy(() -> client.post(message(url))).hasMessage("no Internet here");
    assertThat(asked).hasValue(1);
    assertThat(dialled)
        .extracting(a -> a.getAddress().getHostAddress())
        .containsExactly("93.184.215.14");
    // The next attempt asks again, and is refused by what it hears.
    assertThatThrownBy(() -> client.post(message(url))).isInstanceOf(RefusedException.class);
    assertThat(dialled).hasSize(1);
    assertThat(connections).hasValue(0);
    client.close();
  }

  @Test
  void oneAddressInsideAmongPublicOnesIsRefused() throws Exception {
    HostAddresses mixed =
        host -> List.of(InetAddress.getByName("93.184.215.14"), InetAddress.getLoopbackAddress());
    try (GuardedHttp client = client(mixed, Dial.DIRECT)) {
      TargetUrl url =
          TargetUrl.parse(
              "https://a.example.com/", new AllowedHosts(List.of("a.example.com")), false);
      assertThatThrownBy(() -> client.post(message(url))).isInstanceOf(RefusedException.class);
    }
    assertThat(connections).hasValue(0);
  }

  @Test
  void aNameNobodyKnowsIsRefused() {
    try (GuardedHttp client =
        client(
            host -> {
              throw new UnknownHostException(host);
            },
            Dial.DIRECT)) {
      TargetUrl url =
          TargetUrl.parse(
              "https://a.example.com/", new AllowedHosts(List.of("a.example.com")), false);
      assertThatThrownBy(() -> client.post(message(url))).hasMessage("UNKNOWN_HOST: a.example.com");
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    answer =
        "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:%d/elsewhere\r\nContent-Length: 0\r\n\r\n"
            .formatted(victim.getLocalPort());
    Reply reply = post(local("/"));
    assertThat(reply.status()).isEqualTo(307);
    assertThat(connections).hasValue(1);
    assertThat(new WebhookForm("s").judge(reply))
        .isEqualTo(Outcome.failed("HTTP 307: redirects are not followed"));
  }

  @Test
  void aHeaderCannotHoldALineEnd() throws Exception {
    Message message =
        new Message(local("/"), Map.of("webhook-id", "a\r\nX-Admin: yes"), new byte[0]);
    assertThatThrownBy(() -> http.post(message)).isInstanceOf(IllegalArgumentException.class);
    assertThat(connections).hasValue(0);
  }

  @Test
  void anAnswerInChunksIsRead() throws Exception {
    answer =
        """
        HTTP/1.1 100 Continue

        HTTP/1.1 200 OK
        Transfer-Encoding: chunked

        5;x=y
        {"a":
        2
        1}
        0

        """
            .replace("\n", "\r\n");
    assertThat(post(local("/")).text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void anEndlessAnswerIsCut() throws Exception {
    answer = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000);
    assertThat(post(local("/")).body()).hasSize(16_384);
    answer = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
    assertThatThrownBy(() -> post(local("/"))).hasMessageContaining("head of the answer is longer");
  }

  @Test
  void aTargetThatSaysNothingCostsNoMoreThanThePatience() throws Exception {
    answer = "";
    try (GuardedHttp client =
        new GuardedHttp(
            HostAddresses.SYSTEM,
            Dial.DIRECT,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofMillis(300))) {
      TargetUrl url = local("/");
      assertThatThrownBy(() -> client.post(message(url))).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void httpsAsksForACertificate() throws Exception {
    TargetUrl url =
        TargetUrl.parse(
            "https://127.0.0.1:" + victim.getLocalPort() + "/",
            new AllowedHosts(List.of("127.0.0.1:" + victim.getLocalPort())),
            true);
    assertThatThrownBy(() -> post(url)).isInstanceOf(IOException.class);
    assertThat(requests).noneMatch(request -> request.startsWith("POST"));
  }

  // --- The victim ---

  private void accept() {
    while (!victim.isClosed()) {
      try (Socket socket = victim.accept()) {
        connections.incrementAndGet();
        byte[] buffer = new byte[8_192];
        int length = socket.getInputStream().read(buffer);
        requests.add(new String(buffer, 0, Math.max(0, length), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        // Until the client has had enough.
        if (!answer.equals(OK)) {
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        // The client, or the test, has gone.
      }
    }
  }

  private TargetUrl local(String path) throws RefusedException {
    String at = "127.0.0.1:" + victim.getLocalPort();
    return TargetUrl.parse("http://" + at + path, new AllowedHosts(List.of(at)), true);
  }

  private Reply post(TargetUrl url) throws IOException, RefusedException {
    return http.post(message(url));
  }

  private static Message message(TargetUrl url) {
    return new Message(url, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static GuardedHttp client(HostAddresses resolver, Dial dial) {
    return new GuardedHttp(
        resolver, dial, (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENCE);
  }
}
