package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.search.Indexing;
import io.postroom.server.health.Worker;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Keeps the search index true to the messages. Stands last among the workers: it ends when rows change no more. */
public final class SearchIndexModule extends AbstractModule {
    /** The indexing as James' life cycle knows it. */
    static final class Run implements Startable, Worker {
        private final Indexing indexing;

        Run(Indexing indexing) {
            this.indexing = indexing;
        }

        void start() {
            indexing.start();
        }

        @Override
        public void close() {
            indexing.close();
        }
    }

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), Worker.class).addBinding().to(Run.class);
    }

    @Provides
    @Singleton
    Run run(Indexing indexing) {
        return new Run(indexing);
    }

    @ProvidesIntoSet
    InitializationOperation start(Run run) {
        return InitilizationOperationBuilder.forClass(Run.class).init(run::start);
    }
}
