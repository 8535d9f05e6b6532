package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import java.time.Duration;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.SessionWithInitializedTablesFactory;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the driver's session on the keyspace {@code james}, and closes it when the server stops.
 *
 * <p>The driver reconnects by itself after Cassandra was away; until then each request fails at once.
 */
public final class CassandraConnection {
    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraConnection.class);
    static final String KEYSPACE = "james";

    static final String CREATE_KEYSPACE = "CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1} AND durable_writes = true";

    /** James gives each table 10 s, which a busy machine may need more of for all of them; what was made stays. */
    private static final int ATTEMPTS_AT_TABLES = 10;

    private final CqlSession session;

    @Inject
    CassandraConnection(CassandraAddress address, CassandraModule tables) {
        DriverConfigLoader options = options();
        try (CqlSession creator = open(address, options, "system")) {
            creator.execute(CREATE_KEYSPACE);
        }
        create(tables, address, options);
        // opened after the tables were made: a session reads the whole schema anew for each one that comes
        session = open(address, options, KEYSPACE);
    }

    private static void create(CassandraModule tables, CassandraAddress address, DriverConfigLoader options) {
        for (int attempt = 1; ; attempt++) {
            try (CqlSession creator = open(address, options, KEYSPACE)) {
                new SessionWithInitializedTablesFactory(creator, tables).get();
                recordVersion(new CassandraSchemaVersionDAO(creator));
                return;
            } catch (DriverTimeoutException | AlreadyExistsException e) { // made after its time was up
                if (attempt == ATTEMPTS_AT_TABLES) {
                    throw e;
                }
                LOGGER.warn("The tables are not all made yet; going on", e);
            }
        }
    }

    /** James does so itself only if it made every table in one go. */
    private static void recordVersion(CassandraSchemaVersionDAO versions) {
        if (versions.getCurrentSchemaVersion()
                .blockOptional()
                .flatMap(known -> known)
                .isEmpty()) {
            versions.updateVersion(CassandraSchemaVersionManager.MAX_VERSION).block();
        }
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

    static DriverConfigLoader options() {
        return DriverConfigLoader.programmaticBuilder()
                // the decoder of protocol V5 in driver 4.15 loses the connection after a timed out conditional write
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "SERIAL")
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                // how long Netty waits, once a session is closed, for work that nobody gives it any more
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
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
