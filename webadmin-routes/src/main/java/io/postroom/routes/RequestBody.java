package io.postroom.routes;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;

/** Reads the body of a request, but no more of it than is allowed. */
final class RequestBody {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequestBody.class);
    private static final int BUFFER_OCTETS = 8192;

    private RequestBody() {}

    /**
     * @throws RefusedException {@link Reason#TOO_LARGE} once more than {@code limit} octets have come,
     *     or {@link Reason#INVALID} if it ends too soon
     */
    static byte[] read(Request request, int limit) {
        HttpServletRequest wire = unwrap(request.raw());
        try {
            if (wire.getContentLengthLong() > limit) {
                return tooLarge(wire, limit);
            }
            byte[] octets = readAtMost(wire.getInputStream(), limit + 1);
            if (octets.length > limit) {
                return tooLarge(wire, limit);
            }
            return octets.length > 0 ? octets : readBefore(request, wire);
        } catch (IOException e) {
            LOGGER.debug("a request was cut off", e);
            throw unreadable("The body is cut off or is not framed as HTTP wants it");
        }
    }

    /** Spark's own wrapper reads a body to its end before it hands out the first octet. */
    private static HttpServletRequest unwrap(HttpServletRequest request) {
        HttpServletRequest innermost = request;
        while (innermost instanceof HttpServletRequestWrapper wrapper) {
            innermost = (HttpServletRequest) wrapper.getRequest();
        }
        return innermost;
    }

    /** In James' WebAdmin a logging filter has read the body already; Spark has kept it, unless the client called it a form. */
    private static byte[] readBefore(Request request, HttpServletRequest wire) {
        byte[] kept = request.bodyAsBytes();
        if (kept != null && kept.length > 0) {
            return kept;
        }
        if (wire.getContentLengthLong() > 0) {
            throw unreadable("The body could not be read; send it as application/json");
        }
        return new byte[0];
    }

    private static RefusedException unreadable(String message) {
        return new RefusedException(
                Reason.INVALID, message, List.of(new Problem("invalid_body", List.of(), message)), List.of());
    }

    private static byte[] readAtMost(InputStream in, int most) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_OCTETS];
        while (octets.size() < most) {
            int n = in.read(buffer, 0, Math.min(buffer.length, most - octets.size()));
            if (n < 0) {
                break;
            }
            octets.write(buffer, 0, n);
        }
        return octets.toByteArray();
    }

    /** Clients that send first and listen afterwards lose an answer to a connection closed too soon, so a little more is swallowed. */
    private static byte[] tooLarge(HttpServletRequest wire, int limit) throws IOException {
        if (wire.getHeader("Expect") == null) {
            InputStream in = wire.getInputStream();
            byte[] buffer = new byte[BUFFER_OCTETS];
            long left = 4L * limit;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                left -= n;
            }
        }
        throw new RefusedException(Reason.TOO_LARGE, "Request Entity Too Large");
    }
}
