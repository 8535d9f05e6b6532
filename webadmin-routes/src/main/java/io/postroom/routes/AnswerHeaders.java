package io.postroom.routes;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Headers that every answer of the API's port has, unless a route says otherwise: what a browser must not make of it. What was asked for
 * with a key is kept by no cache. There is none of CORS: a page of another origin reads nothing here.
 */
final class AnswerHeaders extends HandlerWrapper {
    /** Of answers that are no page: should a browser show one, it does nothing with it. */
    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final Optional<String> strictTransport;

    /** @param strictTransport for how long browsers are told to use TLS only, where they do (RFC 6797); zero: not at all */
    AnswerHeaders(Duration strictTransport, Handler next) {
        this.strictTransport =
                strictTransport.isZero() ? Optional.empty() : Optional.of("max-age=" + strictTransport.toSeconds());
        setHandler(next);
    }

    @Override
    public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        ALWAYS.forEach(response::setHeader);
        if (request.getHeader("Authorization") != null) {
            response.setHeader("Cache-Control", "no-store");
        }
        if (request.isSecure()) { // RFC 6797 §7.2: never without TLS
            strictTransport.ifPresent(value -> response.setHeader("Strict-Transport-Security", value));
        }
        super.handle(target, baseRequest, request, response);
    }
}
