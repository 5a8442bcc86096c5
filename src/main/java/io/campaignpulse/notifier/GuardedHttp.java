package io.campaignpulse.notifier;

import io.campaignpulse.notifier.RefusedException.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posting over HTTP/1.1 to addresses that others wrote down: the host is resolved once, all its
 * addresses are checked, and the connection is made to one of those very addresses, so that a name
 * that changes its mind in between leads nowhere else. Redirects are not followed, proxies not
 * used, and neither time nor bytes are spent without limit.
 *
 * <p>Written out because java.net.http cannot be told which address to connect to and keep the
 * host's name for TLS. For any number of threads.
 */
final class GuardedHttp implements AutoCloseable {

  private static final int LONGEST_HEAD = 16_384;
  private static final int LONGEST_BODY = 16_384;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");

  private final HostAddresses resolver;
  private final Dial dial;
  private final SSLSocketFactory tls;
  private final Duration patience;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "delivery-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A client.
   *
   * @param patience for a whole request, from connecting to the last byte
   */
  GuardedHttp(HostAddresses resolver, Dial dial, SSLSocketFactory tls, Duration patience) {
    this.resolver = resolver;
    this.dial = dial;
    this.tls = tls;
    this.patience = patience;
  }

  /** A client of the real network. */
  static GuardedHttp ofNetwork(Duration patience) {
    return new GuardedHttp(
        HostAddresses.SYSTEM,
        Dial.DIRECT,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        patience);
  }

  /**
   * Sends a message and reads the reply.
   *
   * @throws RefusedException if the host has an address that no connection may be made to
   * @throws IOException if there is no reply in time
   */
  Reply post(Message message) throws IOException, RefusedException {
    byte[] head = head(message);
    List<InetAddress> addresses = checked(message.url());
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      try (Socket socket =
          dial.connect(
              new InetSocketAddress(address, message.url().port()), (int) patience.toMillis())) {
        return talk(socket, message, head);
      } catch (java.net.ConnectException e) {
        last = e;
      }
    }
    throw last;
  }

  private List<InetAddress> checked(TargetUrl url) throws RefusedException {
    List<InetAddress> addresses;
    try {
      addresses = resolver.of(url.host());
    } catch (UnknownHostException e) {
      throw new RefusedException(Refusal.UNKNOWN_HOST, url.host());
    }
    if (addresses.isEmpty()) {
      throw new RefusedException(Refusal.UNKNOWN_HOST, url.host());
    }
    boolean wroteMapped =
        url.host().indexOf(':') >= 0 && addresses.stream().anyMatch(Inet4Address.class::isInstance);
    // One bad address among good ones is an attack, not an alternative.
    if (wroteMapped
        || !addresses.stream().allMatch(a -> AddressPolicy.admits(a, url.allowPrivate()))) {
      throw new RefusedException(
          Refusal.ADDRESS_NOT_ALLOWED, url.host() + " is not at a public address");
    }
    return addresses;
  }

  private Reply talk(Socket plain, Message message, byte[] head) throws IOException {
    // A time-out of reads alone is renewed by every byte a target lets drip.
    Future<?> deadline =
        deadlines.schedule(
            () -> {
              plain.close();
              return null;
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try (Socket socket = message.url().secure() ? secured(plain, message.url()) : plain) {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(message.body());
      out.flush();
      return reply(new BufferedInputStream(socket.getInputStream()));
    } finally {
      deadline.cancel(false);
    }
  }

  private SSLSocket secured(Socket plain, TargetUrl url) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] head(Message message) {
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(message.url().path()).append(" HTTP/1.1\r\n");
    header(head, "Host", message.url().authority());
    header(head, "User-Agent", "campaign-pulse");
    header(head, "Accept", "*/*");
    header(head, "Connection", "close");
    header(head, "Content-Length", Integer.toString(message.body().length));
    message.headers().forEach((name, value) -> header(head, name, value));
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void header(StringBuilder head, String name, String value) {
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("header " + name + " holds more than printable ASCII");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static Reply reply(InputStream in) throws IOException {
    int[] left = {LONGEST_HEAD};
    int status;
    Map<String, String> headers;
    do {
      Matcher line = STATUS.matcher(line(in, left));
      if (!line.matches()) {
        throw new IOException("the answer is not HTTP");
      }
      status = Integer.parseInt(line.group(1));
      headers = headers(in, left);
    } while (status < 200);
    return new Reply(status, headers, body(in, headers));
  }

  private static Map<String, String> headers(InputStream in, int[] left) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String line(InputStream in, int[] left) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the answer ends early");
      }
      if (left[0]-- == 0) {
        throw new IOException("the head of the answer is longer than " + LONGEST_HEAD + " bytes");
      }
      line.append((char) c);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  /** As much as may be read; the status counts, so a body that breaks off is no failure. */
  private static byte[] body(InputStream in, Map<String, String> headers) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
        int[] left = {LONGEST_BODY};
        for (int size = chunk(in, left); size > 0; size = chunk(in, left)) {
          int wanted = Math.min(size, LONGEST_BODY - body.size());
          body.write(in.readNBytes(wanted));
          if (body.size() >= LONGEST_BODY || wanted < size) {
            break;
          }
          line(in, left);
        }
      } else {
        String length = headers.get("content-length");
        body.write(
            in.readNBytes(
                length == null || !length.matches("[0-9]{1,5}")
                    ? LONGEST_BODY
                    : Math.min(LONGEST_BODY, Integer.parseInt(length))));
      }
    } catch (IOException | NumberFormatException e) {
      return body.toByteArray();
    }
    return body.toByteArray();
  }

  private static int chunk(InputStream in, int[] left) throws IOException {
    String size = line(in, left);
    int end = size.indexOf(';');
    return Integer.parseUnsignedInt((end < 0 ? size : size.substring(0, end)).strip(), 16);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
