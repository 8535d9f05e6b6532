package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfig;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultKeyspaceMetadata;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.CassandraTypesProvider;

/**
 * The statements with which James makes tables, written down instead of executed.
 *
 * <p>James builds them only to give them to a session, so it is given one that is connected to nothing.
 */
final class WrittenDown implements InvocationHandler {
    private static final String CREATE = "CREATE (TABLE|TYPE) (IF NOT EXISTS )?";

    private final String keyspace;
    private final DriverConfig options;
    private final List<String> statements = new ArrayList<>();

    private WrittenDown(String keyspace, DriverConfig options) {
        this.keyspace = keyspace;
        this.options = options;
    }

    /** What makes the types and tables of {@code module} in {@code keyspace} where they are missing, in an order that works. */
    static List<String> of(CassandraModule module, String keyspace, DriverConfig options) {
        WrittenDown written = new WrittenDown(keyspace, options);
        CqlSession session = written.answering(CqlSession.class);
        KeyspaceMetadata empty = new DefaultKeyspaceMetadata(
                CqlIdentifier.fromCql(keyspace),
                true,
                false,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
        CassandraTypesProvider types = new ByName(session, keyspace);
        // what they return would execute nothing: the session has seen the statement by then
        module.moduleTypes().forEach(type -> type.initialize(empty, session));
        module.moduleTables().forEach(table -> table.initialize(empty, session, types));
        return List.copyOf(written.statements);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getContext" -> answering(DriverContext.class);
            case "getConfig" -> options;
            case "executeReactive" -> {
                statements.add(repeatable(((SimpleStatement) arguments[0]).getQuery()));
                yield answering(method.getReturnType());
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private String repeatable(String cql) {
        String repeatable = cql.replaceFirst("^" + CREATE, "CREATE $1 IF NOT EXISTS " + keyspace + ".");
        if (repeatable.equals(cql)) {
            throw new IllegalStateException("James makes a table in words that are not known: " + cql);
        }
        return repeatable;
    }

    private <T> T answering(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    /** Knows a type by its name alone, which is all that the statement of a table says of it. */
    private static final class ByName extends CassandraTypesProvider {
        private final String keyspace;

        ByName(CqlSession session, String keyspace) {
            super(session);
            this.keyspace = keyspace;
        }

        @Override
        public UserDefinedType getDefinedUserType(String name) {
            return new UserDefinedTypeBuilder(keyspace, name)
                    .withField("any", DataTypes.BLOB) // a type has at least one
                    .frozen()
                    .build();
        }
    }
}
