package io.postroom.routes.operator;

import java.util.List;
import java.util.Set;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.WebAdminServer;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.mdc.RequestLogger;
import spark.Spark;

/** James' own WebAdmin server with these routes. Its operator says {@code Admin: yes} in each request. */
public final class WebAdmin extends WebAdminServer implements AutoCloseable {
    private static final AuthenticationFilter OPERATOR = (request, response) -> {
        if (!"yes".equals(request.headers("Admin"))) {
            throw Spark.halt(401, "{}");
        }
    };

    public WebAdmin(List<Routes> routes, Set<RequestLogger> loggers) {
        super(
                WebAdminConfiguration.TEST_CONFIGURATION,
                routes,
                OPERATOR,
                new RecordingMetricFactory(),
                new LoggingRequestFilter(loggers));
        start();
    }

    public int port() {
        return getPort().getValue();
    }

    @Override
    public void close() {
        destroy();
    }
}
