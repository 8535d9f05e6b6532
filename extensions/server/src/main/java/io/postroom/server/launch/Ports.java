package io.postroom.server.launch;

import io.postroom.james.setting.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The TCP ports of a running server, with the offset added.
 *
 * @param withTls those that begin with TLS; empty without a certificate
 */
public record Ports(
        int api,
        int webAdmin,
        int smtp,
        int submission,
        int imap,
        int jmap,
        int cassandra,
        int cassandraInternode,
        Optional<WithTls> withTls) {
    private static final int HIGHEST = 65_535;

    /** Ports on which TLS comes first (RFC 8314 §3). */
    public record WithTls(int submissions, int imaps) {}

    /**
     * The ports {@code settings} ask for, each plus {@code offset}.
     *
     * @throws StartRefusedException if one of them is no port
     */
    public static Ports of(Settings settings, int offset) {
        return new Ports(
                port(settings, "port.api", offset),
                port(settings, "port.webadmin", offset),
                port(settings, "port.smtp", offset),
                port(settings, "port.submission", offset),
                port(settings, "port.imap", offset),
                port(settings, "port.jmap", offset),
                port(settings, "port.cassandra", offset),
                port(settings, "port.cassandra-internode", offset),
                settings.text("tls.certificate").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new WithTls(
                                port(settings, "port.submissions", offset), port(settings, "port.imaps", offset))));
    }

    private static int port(Settings settings, String key, int offset) {
        int port = settings.integer(key) + offset;
        if (port < 1 || port > HIGHEST) {
            throw new StartRefusedException("The setting " + key + " with the port offset " + offset + " gives " + port
                    + ", which is no port.");
        }
        return port;
    }

    /** The ports clients use, by the names shown to an operator. */
    public Map<String, Integer> forClients() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("api", api);
        ports.put("webadmin", webAdmin);
        ports.put("smtp", smtp);
        ports.put("submission", submission);
        ports.put("imap", imap);
        ports.put("jmap", jmap);
        withTls.ifPresent(tls -> {
            ports.put("submissions", tls.submissions());
            ports.put("imaps", tls.imaps());
        });
        return ports;
    }

    /** The ports of the bundled Cassandra, by the names shown to an operator. */
    public Map<String, Integer> ofCassandra() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("cassandra", cassandra);
        ports.put("cassandra-internode", cassandraInternode);
        return ports;
    }
}
