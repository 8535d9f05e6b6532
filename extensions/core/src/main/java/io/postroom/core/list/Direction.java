package io.postroom.core.list;

import java.util.Arrays;
import java.util.Optional;

/** Which mail a list is about. */
public enum Direction {
    /** Mail that an inbox sends, by its recipients. */
    SEND("send"),
    /** Mail that comes in and answers nothing that the inbox sent, by its sender. */
    RECEIVE("receive"),
    /** Mail that comes in and answers what the inbox sent, by its sender. */
    REPLY("reply");

    private final String wireName;

    Direction(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API. */
    public String wireName() {
        return wireName;
    }

    public static Optional<Direction> named(String wireName) {
        return Arrays.stream(values())
                .filter(direction -> direction.wireName.equals(wireName))
                .findFirst();
    }
}
