package io.campaignpulse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A TCP port on loopback that nobody listened on a moment ago. */
final class FreePort {

  private FreePort() {}

  /** The wanted port, or any free one where 0 is wanted. */
  static int orWanted(int wanted) {
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
