package io.postroom.routes;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Hides from Spark two headers it acts on: {@code Accept}, on whose malformed values it fails, and which decides nothing here, as every
 * answer is JSON; and {@code X-HTTP-Method-Override}, by which a GET could delete. Hides octets of a path that are no UTF-8, on which it fails too. Keeps it from answering requests that wait.
 */
final class PlainRequests extends HandlerWrapper {
    private static final Set<String> HIDDEN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        HIDDEN.add("Accept");
        HIDDEN.add("X-HTTP-Method-Override");
    }

    PlainRequests(Handler next) {
        setHandler(next);
    }

    @Override
    public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Parking.allow(request);
        super.handle(target, baseRequest, new PlainRequest(request), new PatientResponse(request, response));
    }

    /** Spark leaves a response alone that is on its way; one that somebody will write later counts as such. */
    private static final class PatientResponse extends HttpServletResponseWrapper {
        private final HttpServletRequest request;

        PatientResponse(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public boolean isCommitted() {
            return super.isCommitted() || request.isAsyncStarted();
        }
    }

    private static final class PlainRequest extends HttpServletRequestWrapper {
        PlainRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return PercentCoding.readablePath(super.getRequestURI());
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HIDDEN.contains(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HIDDEN.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
