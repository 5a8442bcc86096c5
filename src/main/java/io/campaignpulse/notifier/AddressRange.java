package io.campaignpulse.notifier;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses: all that share the first {@code bits} bits. */
record AddressRange(byte[] first, int bits) {

  /**
   * The block in CIDR notation.
   *
   * @param cidr a constant of ours: an address literal, a slash, a number of bits
   */
  static AddressRange of(String cidr) {
    int slash = cidr.indexOf('/');
    try {
      return new AddressRange(
          InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
          Integer.parseInt(cidr.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(cidr, e);
    }
  }

  /** Whether the address lies in the block; never if it is of the other family. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int rest = 8 * first.length - bits;
    return bytes.length == first.length
        && new BigInteger(1, bytes)
            .shiftRight(rest)
            .equals(new BigInteger(1, first).shiftRight(rest));
  }
}
