package io.postroom.core.list;

import java.util.Arrays;
import java.util.Optional;

/** What a list does with those who are in it. */
public enum ListType {
    /** They may; as soon as there is one, all others may not. */
    ALLOW("allow"),
    /** They may not. */
    BLOCK("block");

    private final String wireName;

    ListType(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API. */
    public String wireName() {
        return wireName;
    }

    public static Optional<ListType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
