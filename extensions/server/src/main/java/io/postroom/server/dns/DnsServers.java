package io.postroom.server.dns;

import com.google.common.net.HostAndPort;
import io.postroom.james.setting.InvalidSettingException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** The setting {@code dns.servers}. */
final class DnsServers {
    private static final int PORT = 53; // RFC 1035 §4.2

    private DnsServers() {}

    /** Empty for an empty text. */
    static List<InetSocketAddress> parse(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(server -> !server.isEmpty())
                    .map(server -> HostAndPort.fromString(server).withDefaultPort(PORT))
                    .map(server -> new InetSocketAddress(server.getHost(), server.getPort()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("The setting dns.servers is '" + text
                    + "', but must be addresses such as 192.0.2.53 or 127.0.0.1:5353, with commas between them.");
        }
    }
}
