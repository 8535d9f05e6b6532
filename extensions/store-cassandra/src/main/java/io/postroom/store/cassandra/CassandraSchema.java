package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our tables and their version: brings a keyspace forward, step by step, to what this program needs.
 *
 * <p>Every step can be repeated, so a start that died in the middle of one is finished by the next. Two programs that start at once take
 * turns. A calm keyspace costs two reads.
 */
public final class CassandraSchema {
    /** The keyspace of an installation. */
    public static final String KEYSPACE = "postroom";

    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraSchema.class);
    private static final String ROW = "tables";
    /** A busy machine takes its time to make a table. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CqlSession session;
    private final String keyspace;
    private final List<List<String>> steps;

    /** @param steps the statements that lead from version {@code i} to {@code i + 1}, with {@code {keyspace}} before names of tables */
    CassandraSchema(CqlSession session, String keyspace, List<List<String>> steps) {
        this.session = session;
        this.keyspace = keyspace;
        this.steps = steps;
    }

    /**
     * Creates or migrates the keyspace {@link #KEYSPACE} and opens it. Blocks; an unreachable Cassandra shows as an
     * {@link UncheckedIOException}.
     *
     * @param replicationFactor of the keyspace, if it is created now
     * @throws NewerSchemaException if a newer version of this program has migrated the keyspace
     */
    public static CassandraKeyspace migrate(CqlSession session, int replicationFactor) {
        return migrate(session, KEYSPACE, replicationFactor);
    }

    /**
     * As {@link #migrate(CqlSession, int)}, by the only program that may use this Cassandra: it does not wait for the turn of one that was
     * killed while it migrated, which ends by itself after a minute.
     */
    public static CassandraKeyspace migrateAlone(CqlSession session, int replicationFactor) {
        new CassandraSchema(session, KEYSPACE, steps()).migrateAlone(replicationFactor);
        return new CassandraKeyspace(session, KEYSPACE);
    }

    /** As {@link #migrate(CqlSession, int)} in a keyspace of another name. */
    public static CassandraKeyspace migrate(CqlSession session, String keyspace, int replicationFactor) {
        CassandraSchema schema = new CassandraSchema(session, keyspace, steps());
        schema.migrate(replicationFactor);
        return new CassandraKeyspace(session, keyspace);
    }

    /**
     * The statements with which {@link #migrate} makes the keyspace {@link #KEYSPACE} and its tables, each of which leaves alone what
     * exists: for a store that can make them quicker than one by one. A migration that finds them made has little left to do.
     */
    public static List<String> tables(int replicationFactor) {
        Stream<String> steps = steps().stream().flatMap(List::stream).filter(CassandraSchema::makesTable);
        return Stream.concat(beginning(replicationFactor).stream(), steps)
                .map(statement -> statement.replace("{keyspace}", KEYSPACE))
                .toList();
    }

    private static boolean makesTable(String statement) {
        return statement.startsWith("CREATE TABLE IF NOT EXISTS ");
    }

    /** The steps of this version of the program. */
    static List<List<String>> steps() {
        return List.of(
                read("schema-1.cql"),
                read("schema-2.cql"),
                read("schema-3.cql"),
                read("schema-4.cql"),
                read("schema-5.cql"),
                read("schema-6.cql"),
                read("schema-7.cql"),
                read("schema-8.cql"),
                read("schema-9.cql"),
                read("schema-10.cql"),
                read("schema-11.cql"),
                read("schema-12.cql"));
    }

    void migrate(int replicationFactor) {
        migrate(replicationFactor, MigrationTurn::run);
    }

    void migrateAlone(int replicationFactor) {
        migrate(replicationFactor, MigrationTurn::runAlone);
    }

    private void migrate(int replicationFactor, BiConsumer<MigrationTurn, Runnable> inTurn) {
        CassandraKeyspace.translating(() -> {
            prepareKeyspace(replicationFactor);
            checkNotNewer();
            if (version() < steps.size()) {
                MigrationTurn turn = new MigrationTurn(session, keyspace);
                inTurn.accept(turn, () -> takeSteps(turn));
            }
            return steps;
        });
    }

    private void prepareKeyspace(int replicationFactor) {
        boolean exists = session.execute(SimpleStatement.newInstance(
                                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                                keyspace,
                                "schema_turn"))
                        .one()
                != null;
        if (!exists) {
            beginning(replicationFactor).forEach(this::run);
        }
    }

    /** What there is before the first step. */
    private static List<String> beginning(int replicationFactor) {
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS {keyspace} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': "
                        + replicationFactor + "}",
                "CREATE TABLE IF NOT EXISTS {keyspace}.schema_version (name text PRIMARY KEY, version int)",
                "CREATE TABLE IF NOT EXISTS {keyspace}.schema_turn (name text PRIMARY KEY, holder uuid)");
    }

    private void takeSteps(MigrationTurn turn) {
        checkNotNewer();
        for (int version = version(); version < steps.size(); version++) {
            for (String statement : steps.get(version)) {
                turn.renew();
                run(statement);
            }
            session.execute(SimpleStatement.newInstance(
                    qualified("INSERT INTO {keyspace}.schema_version (name, version) VALUES (?, ?)"),
                    ROW,
                    version + 1));
            LOGGER.info("keyspace {} is at schema version {}", keyspace, version + 1);
        }
    }

    private void checkNotNewer() {
        if (version() > steps.size()) {
            throw new NewerSchemaException(keyspace, version(), steps.size());
        }
    }

    /** 0 for a keyspace without tables. */
    int version() {
        Row row = session.execute(SimpleStatement.newInstance(
                        qualified("SELECT version FROM {keyspace}.schema_version WHERE name = ?"), ROW))
                .one();
        return row == null ? 0 : row.getInt("version");
    }

    private void run(String cql) {
        session.execute(SimpleStatement.newInstance(qualified(cql)).setTimeout(PATIENCE));
    }

    private String qualified(String cql) {
        return cql.replace("{keyspace}", keyspace);
    }

    private static List<String> read(String resource) {
        try (InputStream in = CassandraSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + CassandraSchema.class.getName());
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return Arrays.stream(text.split(";", -1))
                    .map(String::trim)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
