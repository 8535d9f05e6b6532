package io.postroom.james.mime;

import org.apache.james.mime4j.stream.ParserCursor;

/**
 * A place in a field, for mime4j's parsers. Not thread-safe.
 *
 * <p>They set aside as many octets as are left of the field for each of its words, so that a mebibyte of words would take some 270 GB. This
 * says that no more than {@link #REACH} are left, as long as there are any; a quoted string or comment that is longer ends there.
 */
final class FieldCursor extends ParserCursor {
    static final int REACH = 2 * 1024;

    FieldCursor(int length) {
        super(0, length);
    }

    @Override
    public int getUpperBound() {
        return Math.min(super.getUpperBound(), getPos() + REACH);
    }
}
