package io.campaignpulse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** A TCP port on loopback that nobody listened on a moment ago. */
final class FreePort {

  private FreePort() {}

  /** The wanted port, or any free one where 0 is wanted. */
  static int orWanted(int wanted) {
    return wanted == 0 ? any() : wanted;
  }

  /**
   * The port somebody asked for; unasked, the usual one if it is free, else any free one.
   *
   * @throws IllegalArgumentException if the port that was asked for is taken
   */
  static int orUsual(@Nullable Integer asked, int usual) {
    if (asked == null) {
      return isFree(usual) ? usual : any();
    }
    if (asked != 0 && !isFree(asked)) {
      throw new IllegalArgumentException("port " + asked + " is taken");
    }
    return orWanted(asked);
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int any() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
