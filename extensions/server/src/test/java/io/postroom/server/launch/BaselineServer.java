package io.postroom.server.launch;

import io.postroom.james.setting.Settings;
import io.postroom.server.cassandra.BundledNode;
import io.postroom.server.cassandra.NodeSettings;
import io.postroom.server.profile.BaselineComposition;
import io.postroom.server.profile.Profile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The standalone profile's James, Cassandra and mail queue without any extension of ours: what the benchmark compares with.
 *
 * <p>Arguments: the data directory, the port offset, the directory of the configuration files. Runs until it is told to stop.
 */
public final class BaselineServer {
    private BaselineServer() {}

    public static void main(String[] arguments) {
        DataDirectory data = new DataDirectory(Path.of(arguments[0]));
        int offset = Integer.parseInt(arguments[1]);
        Installation installation =
                new Installation(Path.of(arguments[2]), Installation.current().cassandraLibraries());
        System.setProperty("postroom.logs", data.logs().toString());
        Settings settings = Settings.defaults().with(Map.of("listen.address", "127.0.0.1"), "the benchmark");
        Ports ports = Ports.of(settings, offset);
        data.create();
        NodeSettings node = new NodeSettings(
                installation.cassandraLibraries(),
                data.cassandra(),
                data.logs(),
                ports.cassandra(),
                ports.cassandraInternode(),
                settings.octets("cassandra.heap"));
        BundledNode.endLeftBehind(node);
        BundledNode cassandra = BundledNode.start(node, BaselineComposition.get()::tables, process -> {});
        JamesProperties.publish(settings, ports, Profile.STANDALONE, JmapKeystore.in(data), Optional.empty());
        RunningJames james = RunningJames.start(
                BaselineComposition.get(),
                JamesConfiguration.of(installation, data),
                new LaunchModule(settings, ports, data, Optional.empty()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            james.stop();
                            cassandra.close();
                        },
                        "stop"));
    }
}
