package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.v0.Scenery.Who;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentIdRoutesTest {
    private final Api api = new Api();
    private final List<Described> absent =
            Described.all(Dialect.V0).stream().filter(Described::isAbsent).toList();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void sayThatTheyAreNoPartOfThisServer() {
        Scenery scenery = new Scenery(api);
        for (Described described : absent) {
            Text answer = scenery.ask(api, scenery.secret(Who.OWNER), described.operation());

            assertThat(answer.status()).as(described.toString()).isEqualTo(404);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body())
                    .contains("\"name\":\"NotFoundError\"")
                    .contains("\"code\":\"not_found\"")
                    .contains("not part of this server");
        }
        assertThat(absent).hasSize(9);
    }

    @Test
    void askForAKeyFirst() {
        for (Described described : absent) {
            String path = new Scenery(api).path(described.operation(), Scenery::encoded);

            assertThat(api.ask(described.operation().method(), path, "am_unknown", "")
                            .status())
                    .as(described.toString())
                    .isEqualTo(403);
        }
    }
}
