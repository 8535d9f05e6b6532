package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;
import javax.annotation.PreDestroy;
import javax.inject.Inject;

/**
 * Opens the driver's session on the keyspace {@code james}, and closes it when the server stops.
 *
 * <p>The driver reconnects by itself after Cassandra was away; until then each request fails at once.
 */
public final class CassandraConnection {
    static final String KEYSPACE = "james";

    private static final String CREATE_KEYSPACE = "CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1} AND durable_writes = true";

    private final CqlSession session;

    @Inject
    CassandraConnection(CassandraAddress address) {
        DriverConfigLoader options = options();
        try (CqlSession creator = open(address, options, "system")) {
            creator.execute(CREATE_KEYSPACE);
        }
        session = open(address, options, KEYSPACE);
    }

    CqlSession session() {
        return session;
    }

    @PreDestroy
    void close() {
        session.close();
    }

    private static CqlSession open(CassandraAddress address, DriverConfigLoader options, String keyspace) {
        return CqlSession.builder()
                .addContactPoint(address.socket())
                .withLocalDatacenter("datacenter1")
                .withKeyspace(keyspace)
                .withConfigLoader(options)
                .build();
    }

    private static DriverConfigLoader options() {
        return DriverConfigLoader.programmaticBuilder()
                // the decoder of protocol V5 in driver 4.15 loses the connection after a timed out conditional write
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "SERIAL")
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                // James asks for these two by name
                .startProfile("LWT")
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "SERIAL")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "SERIAL")
                .endProfile()
                .startProfile("BATCH")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofHours(1))
                .endProfile()
                .build();
    }
}
