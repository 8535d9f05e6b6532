package io.postroom.server.profile;

import com.google.inject.Module;
import io.postroom.server.backend.DeclaredTables;
import io.postroom.server.store.CassandraStoresModule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules a server is made of.
 *
 * @param modules everything that is bound
 * @param overrides bindings that replace those of {@code modules}
 */
public record Composition(List<Module> modules, List<Module> overrides) {
    public Composition {
        modules = List.copyOf(modules);
        overrides = List.copyOf(overrides);
    }

    /**
     * The statements that make every keyspace and table this server looks for in Cassandra, each of which leaves alone what exists.
     *
     * <p>Not needed for a start: what is missing then is made one by one, which takes longer.
     */
    public List<String> tables() {
        Stream<String> ours = modules.stream()
                .filter(CassandraStoresModule.class::isInstance)
                .flatMap(module -> CassandraStoresModule.tables().stream());
        return Stream.concat(DeclaredTables.of(modules).stream(), ours).toList();
    }
}
