package io.postroom.webhooks;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses we call on behalf of others. */
public enum Reach {
    /** Only addresses of the public Internet. */
    PUBLIC {
        @Override
        boolean includes(InetAddress address) {
            return isPublic(address);
        }
    },
    /** Also loopback and private networks: for trials, tests, and installations without strangers. */
    ANYWHERE {
        @Override
        boolean includes(InetAddress address) {
            return true;
        }
    };

    /** IANA's special-purpose registry (RFC 6890), multicast (RFC 5771) and class E (RFC 1112 §4). */
    private static final List<Block> NOT_PUBLIC_4 = Block.list(
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
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** What IANA has handed out as global unicast (RFC 4291 §2.4) … */
    private static final List<Block> PUBLIC_6 = Block.list("2000::/3");

    /** … less protocol assignments, Teredo, documentation and 6to4, which carry other addresses or none. */
    private static final List<Block> NOT_PUBLIC_6 = Block.list("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Behind these prefixes stands an IPv4 address: mapped (RFC 4291 §2.5.5.2), translated (RFC 6052 §2.1). */
    private static final List<Block> EMBEDDED_4 = Block.list("::ffff:0:0:0/96", "64:ff9b::/96");

    /** Whether a connection to {@code address} may be made. */
    abstract boolean includes(InetAddress address);

    private static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(octets);
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        // Java turns ::ffff:a.b.c.d into an Inet4Address itself, but not if it was built as IPv6 on purpose
        if (isMapped(octets) || contains(EMBEDDED_4, octets)) {
            return isPublic4(Arrays.copyOfRange(octets, 12, 16));
        }
        return contains(PUBLIC_6, octets) && !contains(NOT_PUBLIC_6, octets);
    }

    private static boolean isPublic4(byte[] octets) {
        return !contains(NOT_PUBLIC_4, octets);
    }

    private static boolean isMapped(byte[] octets) {
        return octets[10] == -1 && octets[11] == -1 && Arrays.equals(octets, 0, 10, new byte[10], 0, 10);
    }

    private static boolean contains(List<Block> blocks, byte[] octets) {
        return blocks.stream().anyMatch(block -> block.contains(octets));
    }

    /** Addresses that begin with the same bits. */
    private record Block(InetAddress first, int bits) {
        static List<Block> list(String... cidrs) {
            return Arrays.stream(cidrs).map(Block::parse).toList();
        }

        private static Block parse(String cidr) {
            int slash = cidr.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("literals need no resolver", e);
            }
        }

        boolean contains(byte[] octets) {
            byte[] prefix = first.getAddress();
            if (prefix.length != octets.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((prefix[bit / 8] ^ octets[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
