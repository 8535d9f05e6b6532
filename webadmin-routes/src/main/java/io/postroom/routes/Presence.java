package io.postroom.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/** Whether a client is still there. Servlets are not told; the end of its side of the connection is. */
final class Presence {
    private Presence() {}

    /** Its request must have been read to the end. May be called by any thread while the request is handled. */
    static boolean isGone(HttpServletRequest request) {
        EndPoint end = Request.getBaseRequest(request).getHttpChannel().getEndPoint();
        if (!(end.getConnection() instanceof HttpConnection connection)) {
            return false;
        }
        synchronized (connection) {
            return connection.isRequestBufferEmpty() && isAtEnd(end, connection);
        }
    }

    private static boolean isAtEnd(EndPoint end, HttpConnection connection) {
        if (end.isInputShutdown()) {
            return true;
        }
        ByteBuffer octet = BufferUtil.allocate(1);
        try {
            if (end.fill(octet) < 0) {
                return true;
            }
        } catch (IOException cut) {
            return true;
        }
        if (octet.hasRemaining()) {
            connection.onUpgradeTo(octet); // the beginning of its next request is given back
        }
        return false;
    }
}
