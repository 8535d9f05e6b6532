package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.v0.Scenery.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Lists in queries, in each of the ways in which clients write them, with every operation that takes one. */
class QueryListsTest {
    private static final Api API = new Api();

    /** Two words for each list, which what is in the {@link Scenery} has. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("labels", List.of("unread", "received")),
            Map.entry("from", List.of("ann", "example.com")),
            Map.entry("to", List.of("@agents.", "example")),
            Map.entry("senders", List.of("ann", "example.com")),
            Map.entry("recipients", List.of("@agents.", "example")),
            Map.entry("subject", List.of("x y", "x")),
            Map.entry("event_types", List.of("message.received", "message.sent")),
            Map.entry("usage_types", List.of("message_count", "storage_bytes")),
            Map.entry("inbox_ids", List.of("{inbox_id}", "{other_inbox_id}")),
            Map.entry("pod_ids", List.of("{pod_id}", "{other_pod_id}")));

    @AfterAll
    static void close() {
        API.close();
    }

    /** The same list as four clients write it: Node, Python, Go, and people with curl. */
    private static List<String> spellings(String name, List<String> words) {
        String json = words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(",", "[", "]"));
        return List.of(
                name + "=" + Scenery.encoded(json).replace("+", "%20"),
                name + "=" + Scenery.encoded(json.replace(",", ", ")),
                name + "="
                        + Scenery.encoded(String.join(",", words))
                                .replace("%2C", ",")
                                .replace("+", "%20"),
                words.stream().map(word -> name + "=" + Scenery.encoded(word)).collect(Collectors.joining("&")));
    }

    private static String ask(Scenery scenery, Described described, String query) {
        String path = scenery.path(described.operation(), Scenery::encoded);
        Text answer = API.ask("GET", path + (path.contains("?") ? "&" : "?") + query, scenery.secret(Who.OWNER), "");
        assertThat(answer.status())
                .as(described + "?" + query + ": " + answer.body())
                .isEqualTo(200);
        return answer.body().replaceAll("\"(next_after|download_url|expires_at)\":\"[^\"]*\"", "");
    }

    @Test
    void areTheSameListInEachSpelling() {
        Scenery scenery = new Scenery(API);
        Set<String> tried = new TreeSet<>();
        for (Described described : Described.all(Dialect.V0)) {
            for (String name : described.lists()) {
                List<String> words = WORDS.getOrDefault(name, List.of()).stream()
                        .map(word -> scenery.filled(word, id -> id))
                        .toList();
                assertThat(words).as("words for " + name).isNotEmpty();
                Set<String> answers = spellings(name, words).stream()
                        .map(query -> ask(scenery, described, query))
                        .collect(Collectors.toSet());

                assertThat(answers).as(described + " by " + name).hasSize(1);
                tried.add(name);
            }
        }
        assertThat(tried).isEqualTo(new TreeSet<>(WORDS.keySet()));
    }

    /** Else all spellings might find nothing, and be equal. */
    @Test
    void findWhatHasAllWordsAndNothingElse() {
        Scenery scenery = new Scenery(API);
        for (Described described : Described.all(Dialect.V0)) {
            String path = described.operation().path();
            if (path.equals("/v0/inboxes/{inbox_id}/messages") || path.equals("/v0/inboxes/{inbox_id}/threads")) {
                for (String name : described.lists()) {
                    String none = name + "=" + Scenery.encoded("[\"nobody has this\"]");
                    for (String query : spellings(name, WORDS.getOrDefault(name, List.of()))) {
                        assertThat(hasNothing(ask(scenery, described, query)))
                                .as(described + "?" + query)
                                .isFalse();
                    }
                    assertThat(hasNothing(ask(scenery, described, none)))
                            .as(described + "?" + none)
                            .isTrue();
                }
            }
        }
    }

    private static boolean hasNothing(String answer) {
        try {
            return new ObjectMapper().readTree(answer).path("count").asInt() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
