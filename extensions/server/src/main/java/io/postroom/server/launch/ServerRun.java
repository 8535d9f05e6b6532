package io.postroom.server.launch;

import io.postroom.james.setting.Settings;
import io.postroom.server.cassandra.BundledNode;
import io.postroom.server.cassandra.NodeSettings;
import io.postroom.server.profile.Composition;
import io.postroom.server.wire.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the server process: checks, Cassandra, James, and the same backwards at the end.
 *
 * <p>Used once, by the command line; {@link #stop} may be called from any thread at any moment.
 */
public final class ServerRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerRun.class);

    private final StartOptions options;
    private final Installation installation;
    private final Progress progress;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object transition = new Object();
    private Optional<DataDirectoryLock> lock = Optional.empty();
    private Optional<BundledNode> cassandra = Optional.empty();
    private Optional<RunningJames> james = Optional.empty();
    private Optional<ServerState> state = Optional.empty();
    private Optional<ServerTls> tls = Optional.empty();
    private boolean stopping;

    public ServerRun(StartOptions options, Installation installation, Progress progress) {
        this.options = options;
        this.installation = installation;
        this.progress = progress;
    }

    /**
     * Starts everything, says where it is to be reached, and returns once mail is accepted.
     *
     * @throws StartRefusedException if it cannot start; {@link #stop} then ends what had been started
     */
    public void start() {
        try {
            startAll();
        } catch (UncheckedIOException e) { // a full disk, for one
            LOGGER.error("The server cannot start", e);
            throw new StartRefusedException(
                    "The server cannot start on the data directory "
                            + options.data().root() + ": " + e.getMessage(),
                    e);
        }
    }

    private void startAll() {
        Composition composition = options.profile()
                .composition()
                .orElseThrow(() -> new StartRefusedException(
                        "The profile " + options.profile().wireName()
                                + " is not available in this version; use standalone or sandbox."));
        Settings settings = settings();
        Ports ports = Ports.of(settings, options.portOffset());
        options.data().create();
        synchronized (transition) {
            lock = Optional.of(DataDirectoryLock.take(options.data()));
        }
        tls = ServerTls.of(settings, Clock.systemUTC());
        FreePorts.require(ports.forClients(), listenAddress(settings));
        write(new ServerState(
                ServerState.Phase.STARTING,
                options.profile().wireName(),
                Installation.version(),
                ProcessIdentity.of(ProcessHandle.current()),
                Optional.empty(),
                allPorts(ports),
                tls.map(files -> files.certificate().toString())));
        startCassandra(composition, settings, ports);
        startJames(composition, settings, ports);
        describe(); // before it is known to run: whoever waits for that has seen the addresses then
        write(state.orElseThrow().in(ServerState.Phase.RUNNING));
    }

    /** The addresses in words, for whoever started the server. */
    private void describe() {
        Map<String, Integer> ports = state.orElseThrow().ports();
        String http = tls.isPresent() ? "https" : "http";
        progress.line("");
        progress.line("Postroom accepts mail (profile " + options.profile().wireName() + ", data in "
                + options.data().root() + ")");
        progress.line("  API         " + http + "://127.0.0.1:" + ports.get("api") + "/v0");
        progress.line(
                "  SMTP        127.0.0.1:" + ports.get("smtp") + "    submission 127.0.0.1:" + ports.get("submission"));
        progress.line("  IMAP        127.0.0.1:" + ports.get("imap") + "    JMAP http://127.0.0.1:" + ports.get("jmap")
                + "/jmap");
        if (tls.isPresent()) {
            progress.line("  with TLS    submission 127.0.0.1:" + ports.get("submissions") + "    IMAP 127.0.0.1:"
                    + ports.get("imaps"));
        }
        progress.line("  WebAdmin    http://127.0.0.1:" + ports.get("webadmin"));
        james.flatMap(RunningJames::newRootKey)
                .ifPresent(key -> progress.line("  Root API key, shown this once: " + key + "    (also in "
                        + options.data().rootApiKey() + ")"));
    }

    /** Waits until {@link #stop} has ended. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops in order: nothing more is taken, deliveries end, James, Cassandra. Does nothing the second time. */
    public void stop() {
        synchronized (transition) {
            if (stopping) {
                return;
            }
            stopping = true;
            quietly("the state file", () -> state.ifPresent(last -> write(last.in(ServerState.Phase.STOPPING))));
            LOGGER.info("stopping");
            tls.ifPresent(ServerTls::close);
            quietly("James", () -> james.ifPresent(RunningJames::stop));
            quietly("Cassandra", () -> cassandra.ifPresent(BundledNode::close));
            LOGGER.info("stopped");
            if (lock.isPresent()) {
                quietly("the state file", new StateFile(options.data())::delete);
                quietly("the data directory", this::unlock);
            }
        }
        stopped.countDown();
    }

    private Settings settings() {
        return Settings.defaults()
                .with(installation.conf().resolve("postroom.properties"))
                .with(options.profile().settings(), options.profile().wireName())
                .withEnvironment(System.getenv())
                .with(options.overrides(), "--set");
    }

    private void startCassandra(Composition composition, Settings settings, Ports ports) {
        if (!options.profile().bundledCassandra()) {
            return;
        }
        NodeSettings node = new NodeSettings(
                installation.cassandraLibraries(),
                options.data().cassandra(),
                options.data().logs(),
                ports.cassandra(),
                ports.cassandraInternode(),
                settings.octets("cassandra.heap"));
        BundledNode.endLeftBehind(node);
        FreePorts.require(ports.ofCassandra(), InetAddress.getLoopbackAddress());
        progress.step("starting Cassandra");
        BundledNode started = BundledNode.start(
                node, composition::tables, process -> write(state.orElseThrow().withCassandra(process)));
        keep(() -> cassandra = Optional.of(started), started::close);
    }

    private void startJames(Composition composition, Settings settings, Ports ports) {
        progress.step("starting the mail server");
        JamesProperties.publish(settings, ports, options.profile(), JmapKeystore.in(options.data()), tls);
        RunningJames started = RunningJames.start(
                composition,
                JamesConfiguration.of(installation, options.data()),
                new LaunchModule(settings, ports, options.data(), tls));
        keep(() -> james = Optional.of(started), started::stop);
        tls.ifPresent(ServerTls::start);
        started.awaitMailAccepted();
        progress.step("mail is accepted");
    }

    /** Records what was started, or ends it at once when the process was told to stop meanwhile. */
    private void keep(Runnable record, Runnable end) {
        synchronized (transition) {
            if (!stopping) {
                record.run();
                return;
            }
        }
        end.run();
        throw new StartRefusedException("The server was stopped while it started.");
    }

    private synchronized void write(ServerState next) {
        state = Optional.of(next);
        new StateFile(options.data()).write(next);
    }

    private Map<String, Integer> allPorts(Ports ports) {
        Map<String, Integer> all = new LinkedHashMap<>(ports.forClients());
        if (options.profile().bundledCassandra()) {
            all.putAll(ports.ofCassandra());
        }
        return all;
    }

    private void unlock() {
        try {
            lock.orElseThrow().close();
        } catch (IOException e) {
            LOGGER.warn("The lock of the data directory could not be closed", e);
        }
    }

    /** The end of one part must not keep the next from ending. */
    private static void quietly(String what, Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            LOGGER.error("{} did not stop cleanly", what, e);
        }
    }

    private static InetAddress listenAddress(Settings settings) {
        String address = settings.text("listen.address");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StartRefusedException("The setting listen.address is '" + address + "', which is no address.", e);
        }
    }
}
