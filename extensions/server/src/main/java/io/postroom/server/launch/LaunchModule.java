package io.postroom.server.launch;

import com.google.inject.AbstractModule;
import io.postroom.james.setting.Settings;
import io.postroom.server.backend.CassandraAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Binds what the command line and the settings decided. */
public final class LaunchModule extends AbstractModule {
    private final Settings settings;
    private final Ports ports;
    private final DataDirectory data;

    public LaunchModule(Settings settings, Ports ports, DataDirectory data) {
        this.settings = settings;
        this.ports = ports;
        this.data = data;
    }

    @Override
    protected void configure() {
        bind(Settings.class).toInstance(settings);
        bind(Ports.class).toInstance(ports);
        bind(DataDirectory.class).toInstance(data);
        bind(CassandraAddress.class)
                .toInstance(new CassandraAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.cassandra())));
    }
}
