package io.campaignpulse.notifier;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of a host, as the Internet has them now. */
@FunctionalInterface
interface HostAddresses {

  /** This machine's resolver. */
  HostAddresses SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * All addresses of a host.
   *
   * @param host a name or the literal of an address
   */
  List<InetAddress> of(String host) throws UnknownHostException;
}
