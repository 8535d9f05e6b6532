package io.postroom.server.launch;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import io.postroom.james.setting.Settings;
import io.postroom.server.backend.CassandraAddress;
import io.postroom.server.wire.ServerTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Binds what the command line and the settings decided. */
public final class LaunchModule extends AbstractModule {
    private final Settings settings;
    private final Ports ports;
    private final DataDirectory data;
    private final Optional<ServerTls> tls;

    public LaunchModule(Settings settings, Ports ports, DataDirectory data, Optional<ServerTls> tls) {
        this.settings = settings;
        this.ports = ports;
        this.data = data;
        this.tls = tls;
    }

    @Override
    protected void configure() {
        bind(Settings.class).toInstance(settings);
        bind(Ports.class).toInstance(ports);
        bind(DataDirectory.class).toInstance(data);
        bind(new TypeLiteral<Optional<ServerTls>>() {}).toInstance(tls);
        bind(CassandraAddress.class)
                .toInstance(new CassandraAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.cassandra())));
    }
}
