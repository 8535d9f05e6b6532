package io.postroom.core.domain;

import java.util.Locale;

/** What is wrong with a record in DNS. */
public enum RecordFault {
    /** There are several where only one may be. */
    DUPLICATE_RECORDS,
    /** It says something else. */
    VALUE_MISMATCH;

    /** The name in the API, such as {@code value_mismatch}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
