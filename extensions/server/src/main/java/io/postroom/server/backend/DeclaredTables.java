package io.postroom.server.backend;

import com.google.inject.Module;
import com.google.inject.spi.Elements;
import com.google.inject.spi.InstanceBinding;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.backends.cassandra.components.CassandraModule;

/** The tables of James that modules declare through {@link Declarations#tables}. */
public final class DeclaredTables {
    private DeclaredTables() {}

    /** The statements that make the keyspace and the tables where they are missing. Takes part of a second: it configures the modules. */
    public static List<String> of(List<Module> modules) {
        List<CassandraModule> declared = Elements.getElements(modules).stream()
                .filter(InstanceBinding.class::isInstance)
                .map(binding -> ((InstanceBinding<?>) binding).getInstance())
                .filter(CassandraModule.class::isInstance)
                .map(CassandraModule.class::cast)
                .toList();
        List<String> statements = new ArrayList<>();
        statements.add(CassandraConnection.CREATE_KEYSPACE);
        statements.addAll(WrittenDown.of(
                CassandraModule.aggregateModules(declared),
                CassandraConnection.KEYSPACE,
                CassandraConnection.options().getInitialConfig()));
        return List.copyOf(statements);
    }
}
