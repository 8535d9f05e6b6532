package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.draft.ScheduledDrafts;
import io.postroom.server.health.Worker;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Sends drafts whose time has come. */
public final class ScheduledDraftsModule extends AbstractModule {
    /** The clock as James' life cycle knows it. */
    static final class Run implements Startable, Worker {
        private final ScheduledDrafts drafts;

        Run(ScheduledDrafts drafts) {
            this.drafts = drafts;
        }

        void start() {
            drafts.start();
        }

        @Override
        public void close() {
            drafts.close();
        }
    }

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), Worker.class).addBinding().to(Run.class);
    }

    @Provides
    @Singleton
    Run run(ScheduledDrafts drafts) {
        return new Run(drafts);
    }

    @ProvidesIntoSet
    InitializationOperation start(Run run) {
        return InitilizationOperationBuilder.forClass(Run.class).init(run::start);
    }
}
