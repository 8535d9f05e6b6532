package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.metric.Metering;
import io.postroom.server.health.Worker;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Counts what happened and measures what there is; one per installation. */
public final class MeteringModule extends AbstractModule {
    /** The rounds as James' life cycle knows them. */
    static final class Run implements Startable, Worker {
        private final Metering metering;

        Run(Metering metering) {
            this.metering = metering;
        }

        void start() {
            metering.start();
        }

        @Override
        public void close() {
            metering.close();
        }
    }

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), Worker.class).addBinding().to(Run.class);
    }

    @Provides
    @Singleton
    Run run(Metering metering) {
        return new Run(metering);
    }

    @ProvidesIntoSet
    InitializationOperation start(Run run) {
        return InitilizationOperationBuilder.forClass(Run.class).init(run::start);
    }
}
