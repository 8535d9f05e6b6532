package io.postroom.routes;

import java.io.InputStream;
import java.time.Duration;
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

        /**
         * None yet: the route is asked again once there may be one.
         *
         * @param progress what the route finds in {@link Call#progress} then
         * @param longest after which it is asked in any case
         */
        record Later(Object progress, Duration longest, Wait until) implements Content {}
    }

    /** What a route waits for. */
    @FunctionalInterface
    public interface Wait {
        /**
         * Runs {@code wake} as soon as it is worth while to ask the route again; at once, if it is now. Must not block.
         *
         * @return what ends the waiting
         */
        Runnable begin(Runnable wake);
    }

    /** See {@link Content.Later}. */
    public static Answer later(Object progress, Duration longest, Wait until) {
        return new Answer(200, Map.of(), new Content.Later(progress, longest, until));
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
