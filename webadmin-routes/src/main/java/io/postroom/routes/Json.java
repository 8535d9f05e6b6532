package io.postroom.routes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Timestamps;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * JSON as all our dialects write and read it: names in snake case, what is absent left out, times as {@link Timestamps} writes them.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(new InstantAsText()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    /** Writes records and maps; does not close {@code out}. */
    static void write(Object value, OutputStream out) throws IOException {
        // by way of characters, since broken mail may hold half a surrogate pair, at which Jackson's own encoder stops
        MAPPER.writeValue(new OutputStreamWriter(out, StandardCharsets.UTF_8), value);
    }

    /** The text form of a small value. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException("a value of ours cannot be written as JSON", e);
        }
    }

    /** As {@link #write(Object)}, in characters: half a surrogate pair in it stays what it is. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("a value of ours cannot be written as JSON", e);
        }
    }

    /** @throws RefusedException if the octets are not one JSON text (RFC 8259) of a sane depth */
    static JsonNode read(byte[] octets) {
        try (JsonParser parser = new CautiousParser(MAPPER.getFactory().createParser(octets))) {
            JsonNode node = MAPPER.readTree(parser);
            if (node != null && parser.nextToken() == null) {
                return node;
            }
        } catch (IOException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static RefusedException malformed() {
        String message = "The body is not well-formed JSON";
        return new RefusedException(
                Reason.INVALID, message, List.of(new Problem("invalid_json", List.of(), message)), List.of());
    }

    private static final class InstantAsText extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantAsText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Timestamps.format(value));
        }
    }
}
