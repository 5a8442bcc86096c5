package io.campaignpulse.notifier;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/** The making of a connection to an address that was checked. */
@FunctionalInterface
interface Dial {

  /** Straight to the address, whatever proxies this process was told of. */
  Dial DIRECT =
      (address, timeoutMillis) -> {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
          socket.connect(address, timeoutMillis);
          return socket;
        } catch (IOException e) {
          socket.close();
          throw e;
        }
      };

  /** A connected socket. */
  Socket connect(InetSocketAddress address, int timeoutMillis) throws IOException;
}
