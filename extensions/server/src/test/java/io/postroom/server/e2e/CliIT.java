package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/postroom} as an operator uses it. */
class CliIT {
    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private Cli.Result start(int offset, String... more) {
        String[] arguments = new String[8 + more.length];
        String[] fixed = {
            "start",
            "--profile",
            "sandbox",
            "--detach",
            "--data",
            data().toString(),
            "--port-offset",
            Integer.toString(offset)
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(more, 0, arguments, fixed.length, more.length);
        return Cli.run(arguments);
    }

    private JsonNode status() {
        return RestClient.parse(
                Cli.run("status", "--data", data().toString()).out().getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Cli.Result result, String part) {
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().strip()).contains(part);
        assertThat(result.err().strip().lines()).as("one sentence").hasSize(1);
    }

    @Test
    void aDetachedServerTakesMailIsShownAndStops() {
        int offset = PortOffsets.free();
        Postroom postroom =
                new Postroom(Map.of("api", 8080 + offset, "smtp", 2525 + offset, "webadmin", 8000 + offset), data());

        Cli.Result started = start(offset);

        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).contains(postroom.rootKey());
        assertThat(postroom.anonymous().get("/healthz").status()).isEqualTo(200);
        InboxClient inbox = postroom.inbox();
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());
        JsonNode status = status();
        assertThat(status.get("profile").asText()).isEqualTo("sandbox");
        assertThat(status.get("health").asText()).isEqualTo("ok");
        assertThat(status.at("/ports/api").asInt()).isEqualTo(8080 + offset);
        assertThat(ProcessHandle.of(status.at("/pids/james").asLong())).isPresent();
        assertRefused(start(PortOffsets.free()), data().toString());

        assertThat(Cli.run("stop", "--data", data().toString()).code()).isZero();
        assertThat(status().get("status").asText()).isEqualTo("stopped");
        assertThat(Cli.run("stop", "--data", data().toString()).code()).isZero();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        int offset = PortOffsets.free();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 2143 + offset));

            assertRefused(start(offset), Integer.toString(2143 + offset));
        }
    }

    @Test
    void aJavaThatIsNot17IsRefused() throws IOException {
        Path home = Files.createDirectories(directory.resolve("jdk/bin")).getParent();
        Path java = Files.writeString(
                home.resolve("bin/java"), "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Cli.Result result = Cli.run(Map.of("JAVA_HOME", home.toString()), "start", "--data", data().toString());

        assertRefused(result, "Java 17");
    }

    @Test
    void anUnknownSettingABadValueAndAnUnknownProfileAreRefused() {
        assertRefused(start(PortOffsets.free(), "--set", "no.such=1"), "no.such");
        assertRefused(start(PortOffsets.free(), "--set", "mail.max-message-size=lots"), "mail.max-message-size");
        assertRefused(Cli.run("start", "--profile", "cloud", "--data", data().toString()), "cloud");
    }

    @Test
    void aSettingGivenAtTheStartIsUsed() {
        int offset = PortOffsets.free();
        try {
            assertThat(start(offset, "--set", "mail.domain=bots.example").code())
                    .isZero();
            Postroom postroom = new Postroom(Map.of("api", 8080 + offset), data());

            assertThat(postroom.inbox().id()).endsWith("@bots.example");
        } finally {
            Cli.run("stop", "--data", data().toString());
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsRefused() throws IOException {
        Files.writeString(data(), "a file is in the way");

        assertRefused(start(PortOffsets.free()), data().toString());
    }
}
