package io.postroom.server.backend;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.util.List;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;
import org.apache.james.user.api.UsernameChangeTaskStep;

/** What every module of this package says to Guice, in one line each. */
final class Declarations {
    private final Binder binder;

    Declarations(Binder binder) {
        this.binder = binder;
    }

    /** Adds tables to the schema that is created at start. */
    void tables(CassandraModule... modules) {
        Multibinder<CassandraModule> schema = Multibinder.newSetBinder(binder, CassandraModule.class);
        List.of(modules).forEach(module -> schema.addBinding().toInstance(module));
    }

    /** Makes each class exist once. */
    void singletons(Class<?>... classes) {
        List.of(classes).forEach(one -> binder.bind(one).in(Scopes.SINGLETON));
    }

    /** Adds forms in which the event store writes its events. */
    @SafeVarargs
    final void storedEvents(EventDTOModule<? extends Event, ? extends EventDTO>... modules) {
        Multibinder<EventDTOModule<? extends Event, ? extends EventDTO>> forms =
                Multibinder.newSetBinder(binder, new TypeLiteral<>() {});
        List.of(modules).forEach(module -> forms.addBinding().toInstance(module));
    }

    /** Adds steps to the WebAdmin task that renames a user. */
    @SafeVarargs
    final void renameSteps(Class<? extends UsernameChangeTaskStep>... classes) {
        Multibinder<UsernameChangeTaskStep> steps = Multibinder.newSetBinder(binder, UsernameChangeTaskStep.class);
        List.of(classes).forEach(step -> steps.addBinding().to(step));
    }
}
