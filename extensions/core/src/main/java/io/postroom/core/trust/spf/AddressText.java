package io.postroom.core.trust.spf;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as records spell them; no name is ever looked up. */
final class AddressText {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"; // RFC 7208 §12, qnum
    private static final Pattern IP4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?:" + IP4 + ")?");
    private static final Pattern ZEROS = Pattern.compile("(?:^|(?<=[0-9a-f]):)0(?::0)+(?:$|:)");
    private static final int IP4_OCTETS = 4;
    private static final int IP6_OCTETS = 16;

    private AddressText() {}

    /** The address; empty if {@code text} is none of this protocol. */
    static Optional<InetAddress> parse(String text, boolean ip6) {
        if (!(ip6 ? IP6 : IP4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address =
                    InetAddress.getByName(text); // what is no address by now has a colon, and is refused unasked
            return Optional.of(ip6 ? asIp6(address) : address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Java takes {@code ::ffff:192.0.2.1} for IPv4, which a mechanism {@code ip6} must not match. */
    private static InetAddress asIp6(InetAddress address) throws UnknownHostException {
        byte[] octets = address.getAddress();
        if (octets.length == IP6_OCTETS) {
            return address;
        }
        byte[] mapped = new byte[IP6_OCTETS];
        mapped[IP6_OCTETS - IP4_OCTETS - 2] = (byte) 0xFF;
        mapped[IP6_OCTETS - IP4_OCTETS - 1] = (byte) 0xFF;
        System.arraycopy(octets, 0, mapped, IP6_OCTETS - IP4_OCTETS, IP4_OCTETS);
        return Inet6Address.getByAddress("", mapped, -1);
    }

    /** RFC 5952 §4: of an IPv6 address the longest row of zeros is left out. */
    static String readable(InetAddress address) {
        String text = address.getHostAddress();
        if (address.getAddress().length == IP4_OCTETS) {
            return text;
        }
        Matcher zeros = ZEROS.matcher(text);
        int begin = 0;
        int end = 0;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - begin) {
                begin = zeros.start();
                end = zeros.end();
            }
        }
        return end == begin ? text : text.substring(0, begin) + "::" + text.substring(end);
    }

    /** Whether the first {@code bits} of two addresses are the same; addresses of different protocols never are. */
    static boolean isWithin(InetAddress address, InetAddress network, int bits) {
        byte[] one = address.getAddress();
        byte[] other = network.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
