package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client in Python and every example of Assmbl's guide, against this server; their tests are in {@code clients/python}. */
@ExtendWith(SharedServer.class)
class AssmblClientIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(AssmblClientIT.class);
    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);
    private static final String PYTHON = "python3";
    private static final String[] TESTS = {
        PYTHON, "-m", "unittest", "discover", "--start-directory", "tests", "--top-level-directory", "."
    };

    private final Postroom postroom;
    private final Path scratch = Checkout.scratch("assmbl-client");

    AssmblClientIT(Postroom postroom) {
        this.postroom = postroom;
    }

    @Test
    void theClientDoesAllThatItCanDo() throws IOException {
        Files.createDirectories(scratch);
        boolean runs = hasPython();
        if (!runs) {
            LOGGER.warn("The Python client was not tried: needs {} 3.9 or newer on the path", PYTHON);
        }
        assumeTrue(runs, "needs python3 3.9 or newer on the path");
        Path output = scratch.resolve("output.txt");

        int code = Program.run(Checkout.pythonClient(), DONE_WITHIN, output, environment(), TESTS);

        String said = Files.readString(output);
        assertThat(code).as(said).isZero();
        assertThat(said).contains("Ran ").doesNotContain("skipped");
    }

    /** Of an agent, and of a peer who writes to it. */
    private Map<String, String> environment() {
        InboxClient agent = postroom.inbox();
        return Map.of(
                "AGENTMAIL_API_BASE_URL",
                "http://127.0.0.1:" + postroom.port("api"),
                "AGENTMAIL_ADDRESS",
                agent.id(),
                "AGENTMAIL_TOKEN",
                agent.key(),
                "AGENTMAIL_PEER_TOKEN",
                postroom.inbox().key(),
                "no_proxy",
                "127.0.0.1",
                "PYTHONIOENCODING",
                "utf-8",
                "PYTHONDONTWRITEBYTECODE",
                "1");
    }

    private boolean hasPython() {
        try {
            String ask = "import sys; sys.exit(0 if sys.version_info >= (3, 9) else 1)";
            return Program.run(
                            scratch,
                            Duration.ofSeconds(20),
                            scratch.resolve("version.txt"),
                            Map.of(),
                            PYTHON,
                            "-c",
                            ask)
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
