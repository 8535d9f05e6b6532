package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import java.util.Set;
import org.apache.james.eventsourcing.eventstore.EventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStoreModule;
import org.apache.james.eventsourcing.eventstore.cassandra.EventNestedTypes;
import org.apache.james.json.DTO;
import org.apache.james.json.DTOModule;

/** James' event-sourced state (filters, access lists, data-loss rules). */
public final class EventStoreModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraEventStoreModule.MODULE());
        declare.singletons(CassandraEventStore.class);
        declare.storedEvents();
        bind(EventStore.class).to(CassandraEventStore.class);
        // only the distributed task manager writes events with types nested in them
        bind(new TypeLiteral<Set<DTOModule<?, ? extends DTO>>>() {})
                .annotatedWith(Names.named(EventNestedTypes.EVENT_NESTED_TYPES_INJECTION_NAME))
                .toInstance(Set.of());
    }
}
