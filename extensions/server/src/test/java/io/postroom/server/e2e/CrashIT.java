package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was answered 250 is listed once and announced once, whatever is killed while eight connections send.
 *
 * <p>One round for James and one for Cassandra, in the first second; {@code mvn -Pheavy} has twenty for each, in the first four.
 */
@ExtendWith(RoughServer.class)
class CrashIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(CrashIT.class);
    private static final int JAMES_ROUNDS = Integer.getInteger("postroom.crash.rounds", 1);
    private static final int CASSANDRA_ROUNDS = Integer.getInteger("postroom.crash.cassandra-rounds", 1);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final int LONGEST_LOAD_MILLIS = Integer.getInteger("postroom.crash.longest-load-millis", 1_000);

    private final PostroomServer server;
    private final Postroom postroom;
    private final WebhookSink sink = WebhookSink.open();
    private final List<InboxClient> inboxes;

    CrashIT(PostroomServer server) {
        this.server = server;
        this.postroom = server.clients();
        this.inboxes = Stream.generate(postroom::inbox).limit(4).toList();
        postroom.subscribe(sink, inboxes.toArray(InboxClient[]::new));
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aKilledServerLosesAndRepeatsNothing() {
        String published = toPublish();
        for (int round = 1; round <= JAMES_ROUNDS; round++) {
            Volley volley = underLoad();
            server.kill();
            volley.end();
            server.launch();
            server.awaitHealthy();
            assertAllThere("kill -9 of James", round, volley);
        }
        assertThat(toPublish()).isEqualTo(published);
    }

    /** The server's own domain as DNS is to have it, with the key of its signatures. */
    private String toPublish() {
        return postroom.webAdmin().get("/postroom/mail-domain/zone-file").text();
    }

    @Test
    void aKilledCassandraLosesAndRepeatsNothingAndComesBackByItself() {
        for (int round = 1; round <= CASSANDRA_ROUNDS; round++) {
            Volley volley = underLoad();
            server.cassandra().destroyForcibly();
            int before = volley.accepted().size();
            volley.awaitAccepted(before + 3 * Volley.CONNECTIONS); // taken again: what was under way before plus some
            volley.end();
            server.awaitHealthy();
            assertAllThere("kill -9 of Cassandra", round, volley);
        }
    }

    @Test
    void aServerToldToStopUnderLoadLosesAndRepeatsNothing() throws IOException {
        Volley volley = underLoad();
        server.stop();
        volley.end();
        Files.move(server.data().resolve("search"), server.data().resolve("lost-search")); // it is made anew
        server.launch();
        server.awaitHealthy();
        assertAllThere("SIGTERM", 1, volley);
    }

    /** Eight senders that have been at it for a random time. */
    private Volley underLoad() {
        Volley volley = Volley.begin(postroom, inboxes);
        volley.awaitAccepted(Volley.CONNECTIONS);
        long millis = ThreadLocalRandom.current().nextInt(LONGEST_LOAD_MILLIS);
        Eventually.await(new CountDownLatch(1), Duration.ofMillis(millis));
        return volley;
    }

    private void assertAllThere(String what, int round, Volley volley) {
        Set<String> accepted = ids(volley.accepted());
        Set<String> possible = new HashSet<>(accepted);
        possible.addAll(ids(volley.unanswered()));
        Eventually.holds(SETTLES_WITHIN, () -> assertThat(listed(possible)).containsAll(accepted));
        Eventually.holds(SETTLES_WITHIN, () -> assertThat(announced(possible)).containsAll(listed(possible)));
        List<String> listed = listed(possible);
        LOGGER.info(
                "{}, round {}: {} accepted, {} cut off, {} listed",
                what,
                round,
                accepted.size(),
                possible.size() - accepted.size(),
                listed.size());
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(logged(possible)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(listed);
        Eventually.holds(
                SETTLES_WITHIN, () -> assertThat(searched(possible)).containsExactlyInAnyOrderElementsOf(listed));
        assertOneIdPerMessage(possible);
    }

    /** A repeated webhook has the same svix-id; another message has another. */
    private void assertOneIdPerMessage(Set<String> possible) {
        Set<String> eventIds = new HashSet<>();
        for (String messageId : possible) {
            List<String> ids = sink.callsAbout(messageId).stream()
                    .map(call -> call.header("svix-id"))
                    .distinct()
                    .toList();
            assertThat(ids).as(messageId).hasSizeLessThanOrEqualTo(1);
            assertThat(ids.stream().allMatch(eventIds::add)).as(messageId).isTrue();
        }
    }

    private Set<String> announced(Set<String> among) {
        Set<String> ids = new HashSet<>();
        sink.calls().forEach(call -> ids.add(call.messageId()));
        ids.retainAll(among);
        return ids;
    }

    /** Message ids in the event log: one that is in it twice is in here twice. */
    private List<String> logged(Set<String> among) {
        String organization = postroom.rest()
                .get("/v0/organizations")
                .ok()
                .get("organization_id")
                .asText();
        try (OpenedStore store = OpenedStore.open(postroom)) {
            List<String> ids = store.announced(organization);
            ids.retainAll(among);
            return ids;
        }
    }

    /** Message ids as listed, in all inboxes: one that is listed twice is in here twice. */
    private List<String> listed(Set<String> among) {
        List<String> ids = new ArrayList<>();
        inboxes.forEach(inbox -> ids.addAll(inbox.everyMessageId()));
        ids.retainAll(among);
        return ids;
    }

    /** Message ids as the search index has them, in all inboxes. */
    private List<String> searched(Set<String> among) {
        List<String> ids = new ArrayList<>();
        inboxes.forEach(inbox -> ids.addAll(inbox.everyMessageId("&from=%40")));
        ids.retainAll(among);
        return ids;
    }

    private static Set<String> ids(Set<Volley.Sent> sent) {
        Set<String> ids = new HashSet<>();
        sent.forEach(each -> ids.add(each.messageId()));
        return ids;
    }
}
