package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.server.health.Worker;
import io.postroom.webhooks.WebhookRelay;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** The reader of the event log that calls webhooks; one per installation. */
public final class RelayModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new RelayServices());
        Multibinder.newSetBinder(binder(), Worker.class).addBinding().to(RelayRun.class);
    }

    @Provides
    @Singleton
    RelayRun run(WebhookRelay relay) {
        return new RelayRun(relay);
    }

    @ProvidesIntoSet
    InitializationOperation start(RelayRun run) {
        return InitilizationOperationBuilder.forClass(RelayRun.class).init(run::start);
    }
}
