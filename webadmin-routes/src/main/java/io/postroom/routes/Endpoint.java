package io.postroom.routes;

import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Route;

/**
 * A route that answers every failure itself, so that it behaves the same in our own server and in James' WebAdmin, whose error handling
 * it must not change.
 */
public final class Endpoint implements Route {
    private static final Logger LOGGER = LoggerFactory.getLogger(Endpoint.class);

    /** What a route does: text becomes types, the service is called, types become text. No failure is caught. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call);
    }

    private final Handler handler;
    private final ErrorDialect errors;
    private final int bodyLimit;

    /** @param bodyLimit how many octets a request may have after its header */
    public Endpoint(Handler handler, ErrorDialect errors, int bodyLimit) {
        this.handler = handler;
        this.errors = errors;
        this.bodyLimit = bodyLimit;
    }

    @Override
    public Object handle(Request request, Response response) {
        try {
            respond(request, response);
        } catch (ClientGoneException e) {
            LOGGER.debug("a client went away", e);
            tear(request.raw(), e);
        }
        return ""; // Spark takes null for "no such route", and leaves a response alone that is on its way
    }

    private void respond(Request request, Response response) {
        try {
            Answer answer = handler.handle(new Call(request, bodyLimit));
            while (answer.content() instanceof Answer.Content.Later later) {
                if (Parking.park(request.raw(), later)) {
                    return; // the route will be asked anew
                }
                Parking.waitHere(request.raw(), later);
                answer = handler.handle(new Call(request, bodyLimit));
            }
            AnswerWriter.write(answer, response.raw());
        } catch (ClientGoneException e) {
            throw e;
        } catch (RuntimeException e) {
            Answer answer = errors.answer(e);
            if (response.raw().isCommitted()) {
                tear(request.raw(), e);
            } else {
                response.raw().resetBuffer();
                response.raw().setContentLengthLong(-1);
                AnswerWriter.write(answer, response.raw());
            }
        }
    }

    /** Cuts the connection, as the only way left to tell the client that what it has sent or got is not all. */
    private static void tear(HttpServletRequest request, RuntimeException cause) {
        org.eclipse.jetty.server.Request.getBaseRequest(request)
                .getHttpChannel()
                .abort(cause);
    }
}
