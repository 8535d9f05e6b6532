package io.postroom.server.launch;

import java.util.Map;
import java.util.Optional;

/**
 * What the server process last wrote about itself.
 *
 * @param phase how far it is
 * @param server the process of James and ours
 * @param cassandra the process of the bundled Cassandra, if it runs one
 * @param ports every port by name
 * @param certificate the file of that with which it speaks TLS; empty if it speaks none
 */
public record ServerState(
        Phase phase,
        String profile,
        String version,
        ProcessIdentity server,
        Optional<ProcessIdentity> cassandra,
        Map<String, Integer> ports,
        Optional<String> certificate) {
    public ServerState {
        ports = Map.copyOf(ports);
    }

    /** How far a server is. */
    public enum Phase {
        STARTING,
        RUNNING,
        STOPPING
    }

    ServerState in(Phase next) {
        return new ServerState(next, profile, version, server, cassandra, ports, certificate);
    }

    ServerState withCassandra(ProcessIdentity process) {
        return new ServerState(phase, profile, version, server, Optional.of(process), ports, certificate);
    }
}
