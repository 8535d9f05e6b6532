package io.postroom.routes;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is cheap to send and dear to read: nesting without end, and numbers of so many digits that converting them to binary
 * takes minutes. This Jackson has no limits of its own.
 */
final class CautiousParser extends JsonParserDelegate {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_CHARACTERS = 64;

    private int depth;

    CautiousParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return token;
        }
        if (token.isStructStart() && ++depth > MAX_DEPTH) {
            throw new JsonParseException(this, "nested too deeply");
        }
        if (token.isStructEnd()) {
            depth--;
        }
        if (token.isNumeric() && getTextLength() > MAX_NUMBER_CHARACTERS) {
            throw new JsonParseException(this, "a number of too many digits");
        }
        return token;
    }
}
