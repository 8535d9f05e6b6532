package io.postroom.james.mime;

import java.util.List;
import java.util.Optional;

/**
 * The header of a message or of a part.
 *
 * @param fields in the order in which they stand
 */
record PartHeader(List<HeaderField> fields) {
    PartHeader {
        fields = List.copyOf(fields);
    }

    Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).findFirst();
    }

    List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).toList();
    }

    /** The parameters of a structured field; none where the field is missing. */
    FieldParameters structured(String name) {
        return FieldParameters.parse(first(name).map(HeaderField::value).orElse(""));
    }
}
