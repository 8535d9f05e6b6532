package io.postroom.routes.assmbl;

import io.postroom.routes.PlainErrors;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every failure as an {@code error}, which is a code, and a {@code message}: the form is not published, and chosen here. */
public final class AssmblErrors extends PlainErrors {
    @Override
    protected Object shape(String code, String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", code);
        fields.put("message", message);
        return fields;
    }
}
