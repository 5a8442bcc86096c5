package io.campaignpulse.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A TCP port on loopback that nobody listened on a moment ago. */
final class FreePort {

  private static final int LOWEST = 20_000;

  /** Where Linux begins to number outgoing connections; others begin higher. */
  private static final int LOWEST_OUTGOING = 32_768;

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

  /**
   * One that the system does not give to outgoing connections: until somebody listens on it, such a
   * connection could take it.
   */
  private static int any() {
    List<Integer> candidates =
        new ArrayList<>(IntStream.range(LOWEST, LOWEST_OUTGOING).boxed().toList());
    Collections.shuffle(candidates);
    return candidates.stream()
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on loopback"));
  }
}
