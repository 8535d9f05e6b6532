package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.testkit.dns.LocalDns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AgentMail's official client, in four versions, does with this server all that it can do; the scripts are in {@code conformance/}. */
@ExtendWith(SharedServer.class)
class ConformanceIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConformanceIT.class);

    private final Postroom postroom;
    private final LocalDns dns;

    ConformanceIT(Postroom postroom, LocalDns dns) {
        this.postroom = postroom;
        this.dns = dns;
    }

    @Test
    void theOfficialClientDoesAllThatItCanDo() throws IOException {
        NodeScripts scripts = new NodeScripts(Checkout.conformance(), Checkout.scratch("conformance"));
        Optional<String> obstacle = scripts.obstacle();
        obstacle.ifPresent(why -> LOGGER.warn("The official client was not tried: {}", why));
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        Path table = scripts.scratch().resolve("table.txt");

        int code;
        try (ZoneDoor zones = ZoneDoor.to(dns)) {
            code = scripts.run(Map.of(
                    "POSTROOM_API", "http://127.0.0.1:" + postroom.port("api"),
                    "POSTROOM_WEBADMIN", "http://127.0.0.1:" + postroom.port("webadmin"),
                    "POSTROOM_SMTP", "127.0.0.1:" + postroom.port("smtp"),
                    "POSTROOM_DNS", zones.url(),
                    "POSTROOM_REPORT", table.toString()));
        }

        assertThat(code)
                .as(() -> "see " + scripts.output() + ", which has:\n" + scripts.failures())
                .isZero();
        LOGGER.info("The official client:\n{}", Files.readString(table));
    }
}
