package io.postroom.routes;

import java.io.IOException;
import java.io.OutputStream;
import javax.servlet.http.HttpServletResponse;

/** The way to the client, whose failures are told apart from those of what is sent: they become {@link ClientGoneException}. */
final class ClientStream extends OutputStream {
    private final OutputStream out;

    ClientStream(HttpServletResponse response) {
        try {
            this.out = response.getOutputStream();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    @Override
    public void write(int octet) {
        try {
            out.write(octet);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Does nothing: an answer that fits the server's buffer is sent whole, and then with its length. */
    @Override
    public void flush() {}

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
