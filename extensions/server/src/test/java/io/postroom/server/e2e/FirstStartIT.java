package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.server.cassandra.BundledNode;
import io.postroom.server.cassandra.NodeSettings;
import io.postroom.server.launch.ProcessIdentity;
import io.postroom.server.profile.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first start on an empty data directory, which makes every table, and what becomes of one that is cut short. */
@ExtendWith(RoughServer.class)
class FirstStartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+\\.\\w+)");
    private static final String MAKING = "NodeDaemon making";
    /** Lines of the log: tables are forced to disk, have been computed, get their directories. */
    private static final List<String> MOMENTS =
            List.of(MAKING + "(?s:.)*Enqueuing flush of system_schema.tables", MAKING, "Initializing james\\.");

    private static final long HEAP_OCTETS = 512L << 20;

    @TempDir
    private Path directory;

    /** A table that is missing from the one change would be made later, with a time of its own. */
    @Test
    void everyTableIsMadeInOneChangeOfTheSchema(PostroomServer server) {
        try (CqlSession session = connect(server.clients().port("cassandra"))) {
            assertThat(tables(session).stream().map(Table::madeAt).distinct()).hasSize(1);
            assertThat(tables(session).stream().map(Table::name)).containsExactlyInAnyOrderElementsOf(wanted());
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aNodeKilledWhileItMakesTablesHasAllAfterTheNextStart(String moment) throws IOException {
        NodeSettings settings = node();
        killAt(moment, settings);

        AtomicReference<ProcessIdentity> process = new AtomicReference<>();
        try (BundledNode next = BundledNode.start(settings, FirstStartIT::statements, process::set)) {
            try (CqlSession session = connect(settings.port())) {
                assertThat(tables(session).stream().map(Table::name)).containsExactlyInAnyOrderElementsOf(wanted());
                session.execute("INSERT INTO postroom.schema_version (name, version) VALUES ('kept', 1)");
            }
            kill(process.get()); // last, or it would be started again before it is closed
        }

        try (BundledNode later = BundledNode.start(settings, FirstStartIT::statements, process::set);
                CqlSession session = connect(settings.port())) {
            assertThat(session.execute("SELECT version FROM postroom.schema_version WHERE name = 'kept'")
                            .all())
                    .hasSize(1);
        }
    }

    @Test
    void aServerKilledTwiceDuringItsFirstStartWorksAfterTheNext() {
        try (PostroomServer server = PostroomServer.standalone("first-start")) {
            server.launch();
            await("directories of tables", () -> Files.isDirectory(server.data().resolve("cassandra/data/james")));
            server.kill();
            server.launch();
            await("the schema's version", () -> contains(server.data().resolve("logs/postroom.log"), "schema version"));
            server.kill();

            Postroom postroom = server.start();

            InboxClient inbox = postroom.inbox();
            Letter letter = Letter.to(inbox.id());
            postroom.deliver(inbox, letter);
            inbox.await(letter.messageId());
        }
    }

    private static List<String> moments() {
        return MOMENTS.subList(0, Integer.getInteger("postroom.first-start.moments", 1));
    }

    private NodeSettings node() throws IOException {
        int offset = PortOffsets.free();
        return new NodeSettings(
                Checkout.packaged().resolve("cassandra").resolve("lib"),
                Files.createDirectories(directory.resolve("cassandra")),
                Files.createDirectories(directory.resolve("logs")),
                PortOffsets.DEFAULTS.get("cassandra") + offset,
                PortOffsets.DEFAULTS.get("cassandra-internode") + offset,
                HEAP_OCTETS);
    }

    private static void killAt(String moment, NodeSettings settings) {
        CompletableFuture<ProcessIdentity> process = new CompletableFuture<>();
        CompletableFuture<BundledNode> start = CompletableFuture.supplyAsync(
                () -> BundledNode.start(settings, FirstStartIT::statements, process::complete));
        Path log = settings.logs().resolve("cassandra.log");
        await(moment, () -> contains(log, moment));
        kill(process.join());
        start.handle((node, refused) -> Optional.ofNullable(node)).join().ifPresent(BundledNode::close);
    }

    private static void kill(ProcessIdentity process) {
        process.find().ifPresent(ProcessHandle::destroyForcibly);
    }

    private static List<String> statements() {
        return Profile.STANDALONE.composition().orElseThrow().tables();
    }

    private static List<String> wanted() {
        List<String> names = new ArrayList<>();
        for (String statement : statements()) {
            Matcher table = TABLE.matcher(statement);
            if (table.lookingAt()) {
                names.add(table.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static List<Table> tables(CqlSession session) {
        return session
                .execute("SELECT keyspace_name, table_name, WRITETIME(id) AS made_at FROM system_schema.tables"
                        + " WHERE keyspace_name IN ('james', 'postroom')")
                .all()
                .stream()
                .map(Table::of)
                .toList();
    }

    private static CqlSession connect(int port) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withLocalDatacenter("datacenter1")
                .build();
    }

    private static boolean contains(Path file, String pattern) throws IOException {
        return Files.exists(file)
                && Pattern.compile(pattern).matcher(Files.readString(file)).find();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Eventually.get(PATIENCE, what, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /** @param madeAt in microseconds; equal for what was made by one change */
    private record Table(String name, long madeAt) {
        static Table of(Row row) {
            return new Table(
                    row.getString("keyspace_name") + "." + row.getString("table_name"), row.getLong("made_at"));
        }
    }
}
