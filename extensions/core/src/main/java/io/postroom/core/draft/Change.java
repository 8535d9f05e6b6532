package io.postroom.core.draft;

import java.util.Optional;

/** What becomes of a field. */
public sealed interface Change<T> {
    /** It stays. */
    record Keep<T>() implements Change<T> {}

    /** It goes. */
    record Clear<T>() implements Change<T> {}

    /** It becomes this. */
    record Replace<T>(T value) implements Change<T> {}

    default boolean keeps() {
        return this instanceof Keep;
    }

    /** The field after the change. */
    default Optional<T> applyTo(Optional<T> before) {
        if (this instanceof Replace<T> replace) {
            return Optional.of(replace.value());
        }
        return keeps() ? before : Optional.empty();
    }
}
