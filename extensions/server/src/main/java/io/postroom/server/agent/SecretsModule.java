package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.secret.MasterKey;
import io.postroom.server.launch.DataDirectory;
import java.time.Clock;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** The installation's clock, master key and first root key. */
public final class SecretsModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Clock.class).toInstance(Clock.systemUTC());
        bind(RootKeyFile.class).in(Scopes.SINGLETON);
        Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(RootKeyFile.class);
    }

    @ProvidesIntoSet
    InitializationOperation firstStart(RootKeyFile file) {
        return InitilizationOperationBuilder.forClass(RootKeyFile.class).init(file::ensure);
    }

    @Provides
    @Singleton
    MasterKey masterKey(DataDirectory data) {
        return MasterKeyFile.in(data.masterKey());
    }
}
