package io.postroom.core.event;

/** A place in an organisation's log; later entries have greater numbers, with gaps. */
public record Position(long value) implements Comparable<Position> {
    /** Before the first entry. */
    public static final Position START = new Position(0);

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }
}
