package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many WebSockets get each event once, and a client that comes and goes gets each once too. {@code mvn -Pheavy} has more of all. */
@ExtendWith(SharedServer.class)
class SocketsIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(SocketsIT.class);
    private static final int SOCKETS = Integer.getInteger("postroom.sockets.clients", 30);
    private static final int EVENTS = Integer.getInteger("postroom.sockets.events", 10);
    private static final int TRIALS = Integer.getInteger("postroom.sockets.trials", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Postroom postroom;
    private final Operator.Tenant tenant;
    private final InboxClient inbox;
    private final EventLogClient log;

    SocketsIT(Postroom postroom) {
        this.postroom = postroom;
        this.tenant = Operator.on(postroom).organization("crowded");
        RestClient rest = postroom.anonymous().with(tenant.rootKey());
        this.inbox = InboxClient.create(rest, "c" + System.nanoTime());
        this.log = new EventLogClient(rest);
    }

    @Test
    void everySocketGetsEachEventOnce() {
        ProcessHandle server = server();
        long before = ResidentMemory.of(server);
        List<EventClient> clients = new ArrayList<>();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < SOCKETS; i++) {
                clients.add(EventClient.connect(postroom, tenant.rootKey(), "?subscribe=true"));
            }
            clients.forEach(EventClient::await);
            long open = ResidentMemory.of(server);
            String opened = seconds(start);
            try (SmtpClient smtp = postroom.smtp()) {
                for (int i = 0; i < EVENTS; i++) {
                    assertThat(smtp.send(inbox.id(), Letter.to(inbox.id())).code())
                            .isEqualTo(250);
                }
            }
            List<List<String>> told = clients.stream().map(SocketsIT::take).toList();
            LOGGER.info(
                    "{} WebSockets, {} events each: open after {} s, all told after {} s; James and Cassandra held {} MiB"
                            + " before, {} MiB with all open, {} MiB afterwards",
                    SOCKETS,
                    EVENTS,
                    opened,
                    seconds(start),
                    mebibytes(before),
                    mebibytes(open),
                    mebibytes(ResidentMemory.of(server)));

            List<String> logged = EventLogClient.ids(log.all());
            assertThat(logged).hasSize(EVENTS);
            told.forEach(ids -> assertThat(ids).isEqualTo(logged));
            clients.forEach(client -> assertThat(client.rest()).isEmpty());
        } finally {
            clients.forEach(EventClient::close);
        }
    }

    @Test
    void aSubscriberThatIsKilledAndComesBackMissesNothing() {
        Random random = new Random(4);
        CompletableFuture<Integer> sending = keepSending(TRIALS * 4);
        List<String> seen = new ArrayList<>();
        String since = log.end();
        for (int trial = 0; trial < TRIALS; trial++) {
            try (EventClient socket = EventClient.connect(postroom, tenant.rootKey(), "?since=" + since)) {
                for (int i = random.nextInt(5); i >= 0 && seen.size() < TRIALS * 4; i--) {
                    seen.add(socket.next().eventId());
                    since = seen.get(seen.size() - 1);
                }
            }
        }
        int sent = sending.join();
        try (EventClient socket = EventClient.connect(postroom, tenant.rootKey(), "?since=" + since)) {
            while (seen.size() < sent) {
                seen.add(socket.next().eventId());
            }
        }

        assertThat(seen).doesNotHaveDuplicates().isEqualTo(EventLogClient.ids(log.all()));
    }

    /** Sends in the background; returns how many were accepted in the end. */
    private CompletableFuture<Integer> keepSending(int messages) {
        return CompletableFuture.supplyAsync(() -> {
            int accepted = 0;
            try (SmtpClient smtp = postroom.smtp()) {
                for (int i = 0; i < messages; i++) {
                    accepted += smtp.send(inbox.id(), Letter.to(inbox.id())).code() == 250 ? 1 : 0;
                }
            }
            return accepted;
        });
    }

    private static List<String> take(EventClient client) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            ids.add(client.next(PATIENCE).eventId());
        }
        return ids;
    }

    private ProcessHandle server() {
        String status = Cli.run("status", "--data", postroom.data().toString()).out();
        JsonNode json = RestClient.parse(status.getBytes(StandardCharsets.UTF_8));
        return ProcessHandle.of(json.at("/pids/james").asLong()).orElseThrow();
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9);
    }

    private static long mebibytes(long octets) {
        return octets >> 20;
    }
}
