package io.postroom.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * Tells from where requests come: from the other end of the connection or, if a proxy of ours is there, from where its {@code X-Forwarded-For}
 * says. What stands in that header is not believed of anybody else. Thread-safe.
 */
public final class ClientAddresses {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](:\\d+)?|(" + FOUR + "):\\d+");
    private static final int NETWORK_OCTETS = 8; // RFC 6177: a site has 64 bits of addresses and more for itself

    private final Set<InetAddress> proxies = new HashSet<>();

    /**
     * @param proxies IP addresses
     * @throws IllegalArgumentException if one of them is none
     */
    public ClientAddresses(Collection<String> proxies) {
        for (String proxy : proxies) {
            this.proxies.add(
                    parse(proxy).orElseThrow(() -> new IllegalArgumentException("'" + proxy + "' is no IP address")));
        }
    }

    /** The same text for all requests of one client, and of its neighbours within a network of IPv6. */
    public String of(HttpServletRequest request) {
        InetAddress peer = parse(request.getRemoteAddr()).orElseGet(InetAddress::getLoopbackAddress);
        return shortened(proxies.contains(peer) ? behind(request, peer) : peer);
    }

    /** The last of those through whose hands the request went that is no proxy of ours. */
    private InetAddress behind(HttpServletRequest request, InetAddress peer) {
        List<String> hops = new ArrayList<>();
        Collections.list(request.getHeaders("X-Forwarded-For"))
                .forEach(header -> hops.addAll(Arrays.asList(header.split(",", -1))));
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && proxies.contains(client); i--) {
            Optional<InetAddress> hop = parse(hops.get(i).strip());
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    private static String shortened(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of().formatHex(octets, 0, Math.min(octets.length, NETWORK_OCTETS));
    }

    /** Nothing is ever looked up in DNS: what is no literal address is none. */
    private static Optional<InetAddress> parse(String text) {
        var withPort = WITH_PORT.matcher(text);
        String literal = text;
        if (withPort.matches()) {
            literal = withPort.group(1) == null ? withPort.group(3) : withPort.group(1);
        }
        if (!FOUR.matcher(literal).matches() && literal.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
