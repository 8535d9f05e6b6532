package io.postroom.routes;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a route says: a status, headers and a body. */
public record Answer(int status, Map<String, String> headers, Content content) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** The body of an answer. */
    public sealed interface Content {
        record None() implements Content {}

        /** @param value a record, or a map of JDK values */
        record JsonText(Object value) implements Content {}

        /**
         * @param octets closed by whoever writes the answer
         * @param length empty if it is not known
         */
        record Octets(InputStream octets, String contentType, OptionalLong length) implements Content {}
    }

    public static Answer json(Object value) {
        return json(200, value);
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, Map.of(), new Content.JsonText(value));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new Content.None());
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, content);
    }
}
