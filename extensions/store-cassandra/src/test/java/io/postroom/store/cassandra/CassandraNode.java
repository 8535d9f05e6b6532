package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One node and one keyspace for all tests of this module; the keyspace is empty at the start of each test.
 *
 * <p>Test classes name it in {@code @ExtendWith} and take a {@link CassandraKeyspace} or {@link CqlSession} in their constructor.
 */
public final class CassandraNode implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CassandraNode.class);

    private static final String KEYSPACE = "tests";

    /** The node, and the session all tests share. */
    private record Running(NodeProcess node, CqlSession session) implements AutoCloseable {
        static Running start() {
            NodeProcess node = NodeProcess.start("periodic");
            try {
                return new Running(node, node.connect());
            } catch (RuntimeException | AssertionError e) {
                node.close();
                throw e;
            }
        }

        @Override
        public void close() {
            session.close();
            node.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CassandraKeyspace.class || type == CqlSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CqlSession.class ? session(context) : keyspace(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        CassandraKeyspace keyspace = keyspace(context);
        List<SimpleStatement> first = new ArrayList<>();
        List<SimpleStatement> truncations = new ArrayList<>();
        for (String table : tables(keyspace)) {
            first.add(SimpleStatement.newInstance("SELECT * FROM " + table + " LIMIT 1"));
            truncations.add(SimpleStatement.newInstance("TRUNCATE " + table));
        }
        List<List<Row>> rows = keyspace.rowsOfEach(first);
        keyspace.executeAll(IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).isEmpty())
                .mapToObj(truncations::get)
                .toList());
    }

    /** The qualified names of our tables, those of the schema itself left out. */
    static List<String> tables(CassandraKeyspace keyspace) {
        return keyspace
                .rows(SimpleStatement.newInstance(
                        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace.name()))
                .stream()
                .map(row -> Objects.requireNonNull(row.getString("table_name")))
                .filter(table -> !table.startsWith("schema_"))
                .map(table -> keyspace.name() + "." + table)
                .toList();
    }

    private static CqlSession session(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("node", key -> Running.start(), Running.class)
                .session();
    }

    private static CassandraKeyspace keyspace(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("keyspace", key -> create(session(context)), CassandraKeyspace.class);
    }

    private static CassandraKeyspace create(CqlSession session) {
        // what is not durable is emptied without touching the disk
        session.execute(
                "CREATE KEYSPACE " + KEYSPACE
                        + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1} AND durable_writes = false");
        return CassandraSchema.migrate(session, KEYSPACE, 1);
    }
}
