package io.postroom.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** What Jetty says by itself, of malformed HTTP say, as JSON. */
final class ErrorPages extends ErrorHandler {
    private final ErrorDialects errors;

    ErrorPages(ErrorDialects errors) {
        this.errors = errors;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateAcceptableResponse(
            Request baseRequest, HttpServletRequest request, HttpServletResponse response, int code, String message)
            throws IOException {
        response.setContentType(AnswerWriter.JSON);
        response.getOutputStream()
                .write(Json.write(errors.at(baseRequest.getRequestURI()).body(code)));
        baseRequest.setHandled(true);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        AnswerHeaders.ALWAYS.forEach(fields::put);
        fields.put(HttpHeader.CONTENT_TYPE, AnswerWriter.JSON);
        return ByteBuffer.wrap(Json.write(errors.others().body(status)));
    }
}
