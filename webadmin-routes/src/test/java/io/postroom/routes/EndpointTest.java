package io.postroom.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.routes.v0.V0Errors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.webadmin.PublicRoutes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spark.Service;

class EndpointTest {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ApiServer server = new ApiServer(
            new ApiServer.Listening("127.0.0.1", 0, 8, Api.CONNECTIONS, Optional.empty(), Duration.ZERO),
            List.of(new OneRoute()),
            new ErrorDialects(new V0Errors(), Map.of()),
            Upgrades.none());
    private volatile Endpoint.Handler handler = call -> Answer.empty(204);

    private final class OneRoute implements PublicRoutes {
        @Override
        public String getBasePath() {
            return "/";
        }

        @Override
        public void define(Service service) {
            service.get("/", new Endpoint(call -> handler.handle(call), new V0Errors(), 1024));
        }
    }

    private final class TornStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the store went away");
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Reply get() {
        Client client = new Client(server.port());
        return client.exchange(client.request("/"));
    }

    private static Answer octets(InputStream in, OptionalLong length) {
        return new Answer(200, Map.of("X-Test", "1"), new Answer.Content.Octets(in, "text/plain", length));
    }

    @Test
    void answersOurMistakesWithoutDetail() {
        handler = call -> {
            throw new IllegalStateException("detail");
        };

        Reply reply = get();

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("code")).isEqualTo("internal_error");
        assertThat(reply.http().body()).doesNotContain("detail");
    }

    @Test
    void answersAnErrorOfTheMachineInJson() {
        handler = call -> {
            throw new StackOverflowError();
        };

        Reply reply = get();

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("code")).isEqualTo("internal_error");
    }

    @Test
    void answersAFailureBeforeTheFirstOctet() {
        handler = call -> octets(new TornStream(), OptionalLong.of(100));

        Reply reply = get();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("code")).isEqualTo("service_unavailable");
        assertThat(closed).isTrue();
    }

    @Test
    void doesNotLetATornAnswerLookWhole() {
        InputStream much = new ByteArrayInputStream(new byte[1_000_000]);
        handler = call -> octets(new SequenceInputStream(much, new TornStream()), OptionalLong.empty());

        assertThatThrownBy(this::get).isInstanceOf(UncheckedIOException.class);
        assertThat(closed).isTrue();
    }
}
