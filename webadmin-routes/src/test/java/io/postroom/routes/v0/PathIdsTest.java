package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.v0.Scenery.Who;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Ids in paths, in each of the ways in which clients write them: every operation that is described finds what they name. The ids of the
 * {@link Scenery} have what is odd in them.
 */
class PathIdsTest {
    private static final Api API = new Api();
    private static final Pattern NAME = Pattern.compile("\"([a-z_]+)\":");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private static final List<Described> OPERATIONS = Described.all(Dialect.V0).stream()
            .filter(Described::needsKey)
            .filter(described -> !described.isAbsent() && described.operation().namesSomething())
            .toList();

    /** How an id is written. */
    private enum Spelling {
        /** As Node and Go do. */
        ENCODED(Scenery::encoded),
        LOWER_CASE(id -> ESCAPE.matcher(Scenery.encoded(id))
                .replaceAll((MatchResult escape) -> escape.group().toLowerCase(Locale.ROOT))),
        /** As Python does: {@code @}, {@code +}, {@code /} and some more as they are. */
        BARE(id -> Scenery.encoded(id)
                .replace("%40", "@")
                .replace("%2B", "+")
                .replace("%2F", "/")
                .replace("%3D", "=")
                .replace("%7E", "~"));

        private final UnaryOperator<String> written;

        Spelling(UnaryOperator<String> written) {
            this.written = written;
        }
    }

    @AfterAll
    static void close() {
        API.close();
    }

    private static Text ask(Described described, Spelling spelling) {
        Scenery scenery = new Scenery(API);
        Operation operation = described.operation();
        String path = scenery.path(operation, spelling.written);
        return API.ask(operation.method(), path, scenery.secret(Who.OWNER), scenery.body(operation));
    }

    /** What an answer is about, without what differs from scenery to scenery. */
    private static String gist(Text answer) {
        Set<String> names = NAME.matcher(answer.body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        return answer.status() + " " + names;
    }

    @Test
    void areTheSameIdsInEachSpelling() {
        List<String> wrong = new ArrayList<>();
        for (Described described : OPERATIONS) {
            String expected = gist(ask(described, Spelling.ENCODED));
            for (Spelling spelling : Spelling.values()) {
                Text answer = ask(described, spelling);
                if (answer.status() == 404 || !gist(answer).equals(expected)) {
                    wrong.add(described + " " + spelling + ": " + answer.status() + " " + answer.body() + ", expected "
                            + expected);
                }
            }
        }
        assertThat(OPERATIONS).hasSizeGreaterThan(80);
        assertThat(wrong).isEmpty();
    }

    /** Brackets, which no URL may have, as they are: curl sends them. */
    @Test
    void mayHaveTheirBracketsInTheOpen() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Described described : OPERATIONS) {
            if (described.operation().path().contains("{message_id}")) {
                int expected = ask(described, Spelling.ENCODED).status();
                String answer = askOpenly(described.operation());
                if (!answer.startsWith("HTTP/1.1 " + expected)) {
                    wrong.add(described + ", expected " + expected + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String askOpenly(Operation operation) throws IOException {
        Scenery scenery = new Scenery(API);
        byte[] body = scenery.body(operation).getBytes(StandardCharsets.UTF_8);
        String head = operation.method() + " " + scenery.path(operation, id -> id.replace("%", "%25"))
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + scenery.secret(Who.OWNER)
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", API.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
