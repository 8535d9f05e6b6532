package io.postroom.core.trust;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Some networks, as in {@code 127.0.0.0/8, ::1/128} (RFC 4632, RFC 4291 §2.3). An address alone is a network of one. Nothing is ever looked
 * up in DNS. Immutable.
 */
public final class Networks {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int SITE_OCTETS = 8; // RFC 6177: a site has 64 bits of addresses and more for itself

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Addresses of so many bits that begin with the same {@code bits}. */
    private record Network(BigInteger beginning, int bits, int bitsOfAddress) {
        static Network of(byte[] address, int bits) {
            int all = address.length * 8;
            return new Network(new BigInteger(1, address).shiftRight(all - bits), bits, all);
        }

        boolean contains(byte[] address) {
            return address.length * 8 == bitsOfAddress && equals(of(address, bits));
        }
    }

    /**
     * The networks of {@code text}, with commas between them; none if it is blank.
     *
     * @throws IllegalArgumentException if one of them is none, with a sentence without a full stop
     */
    public static Networks parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                networks.add(network(part.strip()));
            }
        }
        return new Networks(networks);
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no IP address or network");
        }
        byte[] octets = address.get().getAddress();
        return Network.of(octets, slash < 0 ? octets.length * 8 : bits(text, slash, octets.length * 8));
    }

    private static int bits(String text, int slash, int most) {
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException("'" + text + "' is no IP network");
        }
        return Integer.parseInt(bits);
    }

    /** These and those. */
    public Networks and(Networks others) {
        List<Network> all = new ArrayList<>(networks);
        all.addAll(others.networks);
        return new Networks(all);
    }

    /** Whether one of them has the address. */
    public boolean contain(InetAddress address) {
        byte[] octets = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(octets));
    }

    /** The address that is written as {@code text}; empty if that is a name, or nothing at all. */
    public static Optional<InetAddress> address(String text) {
        if (!FOUR.matcher(text).matches() && text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The same text for an address and its neighbours that one client can use at will: of IPv6, all within a network of 64 bits. */
    public static String siteOf(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of().formatHex(octets, 0, Math.min(octets.length, SITE_OCTETS));
    }
}
