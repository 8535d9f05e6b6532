package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that count are killed in the middle of it, one after the other, and nothing is counted twice or forgotten. */
@ExtendWith(CassandraNode.class)
class KilledRollUpTest {
    private static final int EVENTS = 2_000;
    private static final int INBOXES = 20;
    private static final int WRITERS = 8;
    private static final int KILLS = 5;
    private static final Duration APART = Duration.ofMillis(60);
    private static final Duration START = Duration.ofMinutes(2);

    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    KilledRollUpTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** What is killed: counts everything in the log. */
    static final class Counting {
        private Counting() {}

        public static void main(String[] arguments) throws IOException {
            FixedClock clock = new FixedClock();
            try (CqlSession session = session(Integer.parseInt(arguments[0]))) {
                CassandraKeyspace keyspace = new CassandraKeyspace(session, arguments[1]);
                CassandraEventLog log = new CassandraEventLog(keyspace, clock);
                var rollUp = InterruptedMetricsTest.rollUp(keyspace, log, clock);
                Files.createFile(Path.of(arguments[2]));
                rollUp.catchUp(Fixtures.ORGANIZATION, EVENTS);
            }
        }

        private static CqlSession session(int port) {
            CqlSessionBuilder builder = CqlSession.builder()
                    .addContactPoint(new InetSocketAddress("127.0.0.1", port))
                    .withLocalDatacenter("datacenter1");
            return builder.withConfigLoader(DriverConfigLoader.programmaticBuilder()
                            .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                            .build())
                    .build();
        }
    }

    private static InboxId inbox(int number) {
        return new InboxId("inbox-" + number % INBOXES + "@agents.example");
    }

    @Test
    void everyEventIsCountedOnce(@TempDir Path directory) throws IOException, InterruptedException {
        CassandraEventLog log = new CassandraEventLog(keyspace, clock);
        Race.of(WRITERS, writer -> {
            for (int number = writer; number < EVENTS; number += WRITERS) {
                log.append(Fixtures.received(Fixtures.message(number)
                        .in(inbox(number))
                        .at(Fixtures.NOW.plusSeconds(11L * number))
                        .build()));
            }
            return writer;
        });

        for (int kill = 1; kill <= KILLS; kill++) {
            Path begun = directory.resolve("begun-" + kill);
            Process counting = start(begun);
            try {
                await(counting, begun);
                counting.waitFor(APART.toMillis() * kill, TimeUnit.MILLISECONDS);
            } finally {
                counting.destroyForcibly();
                counting.waitFor();
            }
        }
        assertThat(InterruptedMetricsTest.rollUp(keyspace, log, clock).catchUp(Fixtures.ORGANIZATION, EVENTS + 1))
                .isTrue();

        assertThat(InterruptedMetricsTest.counted(keyspace, new Scope.WholeOrganization(), clock))
                .containsExactly((long) EVENTS, (long) EVENTS);
        for (int number = 0; number < INBOXES; number++) {
            Scope scope = new Scope.OneInbox(Fixtures.POD, inbox(number));
            assertThat(InterruptedMetricsTest.counted(keyspace, scope, clock))
                    .containsExactly((long) EVENTS / INBOXES, (long) EVENTS / INBOXES);
        }
    }

    private static void await(Process counting, Path begun) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(begun)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(counting.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private Process start(Path begun) throws IOException {
        Node node =
                keyspace.session().getMetadata().getNodes().values().iterator().next();
        InetSocketAddress address = (InetSocketAddress) node.getEndPoint().resolve();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Counting.class.getName(),
                        Integer.toString(address.getPort()),
                        keyspace.name(),
                        begun.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
