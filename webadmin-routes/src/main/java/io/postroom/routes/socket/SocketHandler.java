package io.postroom.routes.socket;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.AnswerWriter;
import io.postroom.routes.ErrorDialect;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.websocket.api.WebSocketPolicy;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

/** Turns requests at {@code /v0} into WebSockets (RFC 6455), or answers why not; all others go on. */
final class SocketHandler extends WebSocketHandler {
    private static final Set<String> PATHS = Set.of("/v0", "/v0/");
    private static final String SOCKET = SocketHandler.class.getName() + ".socket";
    private static final int MAX_CLIENT_FRAME = 64 * 1024;

    /** Longer than any silence that a socket lets pass. */
    private static final Duration IDLE = Duration.ofMinutes(3);

    private final Function<HttpServletRequest, EventSocket> open;
    private final ErrorDialect errors;

    /** @param open throws what is to be answered instead */
    SocketHandler(Function<HttpServletRequest, EventSocket> open, ErrorDialect errors) {
        this.open = open;
        this.errors = errors;
    }

    @Override
    public void configurePolicy(WebSocketPolicy policy) {
        policy.setIdleTimeout(IDLE.toMillis());
        policy.setMaxTextMessageSize(MAX_CLIENT_FRAME);
        policy.setMaxTextMessageBufferSize(MAX_CLIENT_FRAME);
        policy.setMaxBinaryMessageSize(MAX_CLIENT_FRAME);
        policy.setMaxBinaryMessageBufferSize(MAX_CLIENT_FRAME);
    }

    /** Without compression: it would hold some 300 KB for each connection, all the time. */
    @Override
    public void configure(WebSocketServletFactory factory) {
        Set.copyOf(factory.getExtensionFactory().getExtensionNames())
                .forEach(name -> factory.getExtensionFactory().unregister(name));
        factory.setCreator(
                (request, response) -> request.getHttpServletRequest().getAttribute(SOCKET));
    }

    @Override
    public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean wished =
                PATHS.contains(request.getRequestURI()) && getWebSocketFactory().isUpgradeRequest(request, response);
        if (!wished) {
            getHandler().handle(target, baseRequest, request, response);
            return;
        }
        try {
            if (!isWellFormed(request)) {
                throw new RefusedException(Reason.INVALID, "The query is not well-formed; encode its characters");
            }
            request.setAttribute(SOCKET, open.apply(request));
        } catch (RuntimeException e) {
            AnswerWriter.write(errors.answer(e), response);
            baseRequest.setHandled(true);
            return;
        }
        super.handle(target, baseRequest, request, response);
    }

    /** If not, Jetty would throw, and somebody log, an exception with the whole URL in its message, in which there may be a key. */
    private static boolean isWellFormed(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            URI whole = new URI("ws://host" + request.getRequestURI() + (query == null ? "" : "?" + query));
            return !whole.isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
