package io.postroom.routes;

import io.postroom.core.trust.Networks;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * Tells from where requests come: from the other end of the connection or, if a proxy of ours is there, from where its
 * {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239) says. What stands in those headers is not believed of anybody else. Thread-safe.
 */
public final class ClientAddresses {
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^]]*)](?::[\\w.-]+)?|(\\d{1,3}(?:\\.\\d{1,3}){3}):[\\w.-]+");

    private final Networks proxies;

    /** @param proxies whose headers are believed */
    public ClientAddresses(Networks proxies) {
        this.proxies = proxies;
    }

    /** The same text for all requests of one client, and of its neighbours within a network of IPv6. */
    public String of(HttpServletRequest request) {
        InetAddress peer = Networks.address(request.getRemoteAddr()).orElseGet(InetAddress::getLoopbackAddress);
        return Networks.siteOf(proxies.contain(peer) ? behind(request, peer) : peer);
    }

    /**
     * Where both headers are there and name different clients, the proxy itself: it has written one of them, and passed on the other, which
     * then is the client's own invention.
     */
    private InetAddress behind(HttpServletRequest request, InetAddress proxy) {
        Optional<InetAddress> listed = lastStranger(request, "X-Forwarded-For", ForwardedHops::ofList, proxy);
        Optional<InetAddress> told = lastStranger(request, "Forwarded", ForwardedHops::ofForwarded, proxy);
        if (listed.isPresent() && told.isPresent() && !listed.equals(told)) {
            return proxy;
        }
        return listed.or(() -> told).orElse(proxy);
    }

    /** The last of those through whose hands the request went that is no proxy of ours; empty without the header. */
    private Optional<InetAddress> lastStranger(
            HttpServletRequest request, String header, Function<List<String>, List<String>> hopsOf, InetAddress proxy) {
        List<String> lines = Collections.list(request.getHeaders(header));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<String> hops = hopsOf.apply(lines);
        InetAddress client = proxy;
        for (int i = hops.size() - 1; i >= 0 && proxies.contain(client); i--) {
            Optional<InetAddress> hop = parse(hops.get(i));
            if (hop.isEmpty()) {
                return Optional.of(client); // unknown, or an obfuscated identifier (RFC 7239 §6.2, §6.3)
            }
            client = hop.get();
        }
        return Optional.of(client);
    }

    private static Optional<InetAddress> parse(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        if (!withPort.matches()) {
            return Networks.address(text);
        }
        return Networks.address(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
    }
}
