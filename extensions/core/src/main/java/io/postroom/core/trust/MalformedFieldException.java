package io.postroom.core.trust;

/** A field is not as its grammar wants it; caught by who reads the field. */
final class MalformedFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFieldException(String message) {
        super(message);
    }
}
