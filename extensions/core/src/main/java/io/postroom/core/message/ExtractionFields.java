package io.postroom.core.message;

import io.postroom.core.extract.Code;
import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.Link;
import io.postroom.core.extract.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code /v0} shows of the codes and links in a message; see {@link MessageFields}. */
final class ExtractionFields {
    private ExtractionFields() {}

    static List<Map<String, Object>> codes(Extraction extraction) {
        return extraction.codes().stream().map(ExtractionFields::code).toList();
    }

    private static Map<String, Object> code(Code code) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", code.code());
        putPlace(fields, code.place());
        return fields;
    }

    static List<Map<String, Object>> links(Extraction extraction) {
        return extraction.links().stream().map(ExtractionFields::link).toList();
    }

    private static Map<String, Object> link(Link link) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("url", link.url());
        link.text().ifPresent(text -> fields.put("text", text));
        putPlace(fields, link.place());
        return fields;
    }

    /** In UTF-16 code units, as JavaScript and Java count them. */
    private static void putPlace(Map<String, Object> fields, Place place) {
        fields.put("field", place.field().name().toLowerCase(Locale.ROOT));
        fields.put("offset", place.span().start());
        fields.put("length", place.span().length());
    }
}
