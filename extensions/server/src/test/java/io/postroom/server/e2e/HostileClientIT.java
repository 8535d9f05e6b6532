package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two holes of James 3.8.1 that its next release closed: here they cost a bounded amount of time and memory. */
@ExtendWith(RoughServer.class)
class HostileClientIT {
    private static final int MILLIS = 20_000;
    private static final int BOUND = 16 << 20;

    private final PostroomServer server;
    private final Postroom postroom;

    HostileClientIT(PostroomServer server) {
        this.server = server;
        this.postroom = server.clients();
    }

    @AfterEach
    void theServerIsWell() throws IOException {
        server.awaitHealthy();
        try (Stream<Path> logs = Files.walk(postroom.data().resolve("logs"))) {
            for (Path log : logs.filter(path -> path.endsWith("postroom.log")).toList()) {
                assertThat(Files.readString(log)).doesNotContain("java.lang.OutOfMemoryError");
            }
        }
    }

    /** CVE-2024-37358. */
    @Test
    void aHugeLiteralBeforeTheLoginIsRefused() throws IOException {
        try (Socket socket = imap()) {
            socket.getOutputStream().write("a LOGIN {1900000000}\r\n".getBytes(US_ASCII));

            assertThat(readToEnd(socket)).contains("BYE").doesNotContain("+ ");
        }
    }

    /** CVE-2024-37358: no limit held for what follows a first literal. */
    @Test
    void aCommandWithoutEndAfterALiteralIsCutOff() throws IOException {
        assertThat(octetsTaken("a LOGIN {1+}\r\nx", "y".repeat(1_000))).isLessThan(BOUND);
    }

    /** CVE-2024-37358: many small literals, each of which has the whole command read again. */
    @Test
    void aCommandOfEndlessLiteralsIsCutOff() throws IOException {
        assertThat(octetsTaken("a ID (", "{2+}\r\nxx ")).isLessThan(BOUND);
    }

    /** CVE-2024-45626: nested lists became text that grows with the square of their depth. */
    @Test
    void deeplyNestedListsBecomeAShortText() throws Exception {
        InboxClient inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", "a long enough password"))
                .ok();
        Letter letter = Letter.to(inbox.id()).content("text/html", "<ul><li>x\r\n".repeat(200_000));
        long start = System.nanoTime();

        postroom.deliver(inbox, letter);
        inbox.await(Duration.ofSeconds(60), letter.messageId());
        JsonNode email = Eventually.get(
                "preview",
                () -> postroom.jmap(inbox.id(), "a long enough password").email(letter.messageId(), "preview"));

        assertThat(email.get("preview").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    private Socket imap() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), postroom.port("imap")), MILLIS);
        return socket;
    }

    /** Everything the server says until it hangs up. */
    private static String readToEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), US_ASCII);
    }

    /** How much the server lets a client send before it hangs up; at most a little over {@link #BOUND}. */
    private int octetsTaken(String start, String again) throws IOException {
        byte[] chunk = again.repeat(50).getBytes(US_ASCII);
        int sent = 0;
        try (Socket socket = imap()) {
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(US_ASCII));
            while (sent < BOUND) {
                out.write(chunk);
                sent += chunk.length;
            }
        } catch (IOException hungUp) {
            return sent;
        }
        return sent;
    }
}
