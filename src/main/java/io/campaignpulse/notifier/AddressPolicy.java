package io.campaignpulse.notifier;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a connection may be made to: those of the public Internet, and for targets next
 * door private ones and this machine. From IANA's special-purpose registries, which hold for IPv6
 * the other way round: what isn't global unicast isn't public.
 */
final class AddressPolicy {

  private static final List<AddressRange> NOT_PUBLIC_IPV4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          // The address at which Azure tells a machine its secrets lies among public ones.
          "168.63.129.16/32");

  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

  /** Teredo and other protocols, documentation, 6to4: each can stand for something else. */
  private static final List<AddressRange> NOT_PUBLIC_IPV6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final List<AddressRange> NEXT_DOOR =
      ranges("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

  /** Within ULA, where clouds tell a machine its secrets. */
  private static final List<AddressRange> METADATA = ranges("fd00:ec2::/32", "fd20:ce::/32");

  private AddressPolicy() {}

  /**
   * Whether a connection may be made.
   *
   * @param allowPrivate whether the target is listed as one of our own
   */
  static boolean admits(InetAddress address, boolean allowPrivate) {
    return isPublic(address)
        || (allowPrivate && isIn(NEXT_DOOR, address) && !isIn(METADATA, address));
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(NOT_PUBLIC_IPV4, address)
        : GLOBAL_UNICAST.contains(address) && !isIn(NOT_PUBLIC_IPV6, address);
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... cidrs) {
    return Stream.of(cidrs).map(AddressRange::of).toList();
  }
}
