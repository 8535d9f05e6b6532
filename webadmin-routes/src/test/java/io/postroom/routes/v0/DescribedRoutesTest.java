package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.ApiDescription;
import io.postroom.routes.Dialect;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import spark.Service;
import spark.route.HttpMethod;
import spark.routematch.RouteMatch;

/** The routes that there are, and those that {@code openapi/} describes, in each dialect. */
class DescribedRoutesTest {
    private static final Set<HttpMethod> DESCRIBED =
            Set.of(HttpMethod.get, HttpMethod.put, HttpMethod.post, HttpMethod.patch, HttpMethod.delete);

    private final Service service = Service.ignite().ipAddress("127.0.0.1").port(0);

    @BeforeEach
    void define() {
        Api.routes(new World(), new AtomicBoolean(true), () -> "http://localhost")
                .forEach(routes -> routes.define(service));
        service.awaitInitialization();
    }

    @AfterEach
    void stop() {
        service.stop();
        service.awaitStop();
    }

    private Set<String> registered(Dialect dialect) {
        return service.routes().stream()
                .filter(route -> dialect.isAbout(route.getMatchUri()))
                .filter(route -> DESCRIBED.contains(route.getHttpMethod()))
                .map(DescribedRoutesTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code :id} in the words of OpenAPI. */
    private static String text(RouteMatch route) {
        return route.getHttpMethod() + " " + route.getMatchUri().replaceAll(":(\\w+)", "{$1}");
    }

    private static Set<String> described(Dialect dialect) throws IOException {
        Set<String> operations = new TreeSet<>();
        JsonNode paths =
                new ObjectMapper().readTree(ApiDescription.json(dialect)).path("paths");
        paths.fieldNames()
                .forEachRemaining(path -> DESCRIBED.stream()
                        .filter(method -> paths.path(path).has(method.name()))
                        .forEach(method -> operations.add(method + " " + path)));
        return operations;
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void areTheSame(Dialect dialect) throws IOException {
        Set<String> exact = registered(dialect);
        exact.removeIf(route -> route.endsWith("/*"));

        assertThat(exact).isEqualTo(described(dialect));
    }

    /** The health of the server, and the pages that show what it can do. */
    @Test
    void areInADialectButForThoseForBrowsersAndProbes() {
        assertThat(service.routes().stream().map(RouteMatch::getMatchUri))
                .filteredOn(path -> Dialect.of(path).isEmpty())
                .allMatch(path -> path.equals("/healthz")
                        || path.startsWith("/docs")
                        || path.equals("/verify/:token")
                        || Arrays.stream(Dialect.values())
                                .anyMatch(dialect -> dialect.description().equals(path)));
    }

    /** They take ids with bare slashes to routes that are there by name. */
    @Test
    void haveNoWildcardBesideThoseOfMessageIdsAndListEntries() {
        assertThat(Arrays.stream(Dialect.values())
                        .flatMap(dialect -> registered(dialect).stream())
                        .filter(route -> route.contains("*")))
                .allMatch(route -> route.endsWith(" /v0/inboxes/{inbox_id}/messages/*")
                        || route.endsWith("/lists/{direction}/{type}/*"));
    }

    @Test
    void answerHeadWhereTheyAnswerGet() {
        assertThat(paths(HttpMethod.head)).isEqualTo(paths(HttpMethod.get));
    }

    private Set<String> paths(HttpMethod method) {
        return service.routes().stream()
                .filter(route -> route.getHttpMethod() == method)
                .map(RouteMatch::getMatchUri)
                .collect(Collectors.toSet());
    }
}
