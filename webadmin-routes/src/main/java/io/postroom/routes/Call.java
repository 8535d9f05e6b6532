package io.postroom.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.postroom.core.send.Asker;
import io.postroom.core.send.IdempotencyKey;
import java.util.Optional;
import spark.Request;

/** A request, with what routes ask of it. For the one thread that handles it. */
public final class Call {
    private final Request request;
    private final int bodyLimit;

    /** @param bodyLimit in octets */
    public Call(Request request, int bodyLimit) {
        this.request = request;
        this.bodyLimit = bodyLimit;
    }

    public RawPath path() {
        return new RawPath(request.raw().getRequestURI());
    }

    public Query query() {
        return new Query(request.raw().getQueryString());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.raw().getHeader(name));
    }

    /** Whether the client has cut the connection, and will not read an answer. To be asked once the body was read. */
    public boolean isGone() {
        return Presence.isGone(request.raw());
    }

    /** From where it comes. */
    public String client(ClientAddresses addresses) {
        return addresses.of(request.raw());
    }

    /** Whether its route asked for {@link Answer#later} before. */
    public boolean isAskedAgain() {
        return Parking.progress(request.raw()).isPresent();
    }

    /** Where this request stood when its route asked for {@link Answer#later}; empty the first time. */
    public <T> Optional<T> progress(Class<T> type) {
        return Parking.progress(request.raw()).map(type::cast);
    }

    /** Who waits for the answer to a request to send; a repetition is known by its {@code Idempotency-Key}. */
    public Asker asker() {
        // an empty header is refused: whoever sends it believes to be protected
        return new Asker(header("Idempotency-Key").map(IdempotencyKey::new), this::isGone);
    }

    /** The object in the body, whatever its content type says it is. */
    public JsonFields body() {
        return JsonFields.of(Json.read(RequestBody.read(request, bodyLimit)));
    }

    /** The object in the body, without any field if there is no body, or a {@code null}. */
    public JsonFields optionalBody() {
        byte[] octets = RequestBody.read(request, bodyLimit);
        JsonNode body = octets.length == 0 ? JsonNodeFactory.instance.objectNode() : Json.read(octets);
        return JsonFields.of(body.isNull() ? JsonNodeFactory.instance.objectNode() : body);
    }
}
