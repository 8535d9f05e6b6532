package io.postroom.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.servlet.http.HttpServletResponse;

/**
 * Writes answers straight to the client, past Spark: a filter of the server around us that logs bodies sees none, so no secret
 * gets into its log.
 */
public final class AnswerWriter {
    static final String JSON = "application/json";

    private AnswerWriter() {}

    /**
     * @throws ClientGoneException if the client does not take it
     * @throws UncheckedIOException if what it was to get cannot be read
     */
    public static void write(Answer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.content() instanceof Answer.Content.Octets octets) {
            writeOctets(octets, response);
        } else if (answer.content() instanceof Answer.Content.JsonText json) {
            response.setContentType(JSON);
            send(response, out -> Json.write(json.value(), out));
        } else {
            response.setContentType(null);
            send(response, out -> {});
        }
    }

    private interface Sending {
        void to(OutputStream out) throws IOException;
    }

    private static void send(HttpServletResponse response, Sending sending) {
        try (OutputStream out = new ClientStream(response)) {
            sending.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeOctets(Answer.Content.Octets octets, HttpServletResponse response) {
        response.setContentType(octets.contentType());
        octets.length().ifPresent(response::setContentLengthLong);
        try (InputStream in = octets.octets()) {
            OutputStream out = new ClientStream(response);
            in.transferTo(out);
            out.close(); // only now: closing it after a failure would make a torn answer look whole
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
