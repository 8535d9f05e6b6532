package io.postroom.routes;

import org.apache.james.webadmin.mdc.RequestId;
import org.apache.james.webadmin.mdc.RequestLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;

/**
 * Keeps James' WebAdmin from logging the bodies and queries of requests to our paths, which hold passwords and signed tokens; to be
 * bound into its set of {@link RequestLogger}s.
 */
public final class QuietRequestLogger implements RequestLogger {
    private static final Logger LOGGER = LoggerFactory.getLogger(QuietRequestLogger.class);

    @Override
    public boolean applies(Request request) {
        String path = request.raw().getRequestURI();
        return Dialect.of(path).isPresent() || path.startsWith("/postroom/");
    }

    @Override
    public void log(Request request, RequestId requestId) {
        RawPath path = new RawPath(request.raw().getRequestURI());
        LOGGER.debug("{} {} /{}/{}", requestId.asString(), request.requestMethod(), path.segment(0), path.segment(1));
    }
}
