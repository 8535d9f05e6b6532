package io.postroom.routes.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Frames that wait for a client to take those before them: few, as a client that reads too slowly is cut. One is being written at a time.
 * Thread-safe; never blocks.
 */
final class FrameQueue {
    static final int MOST_FRAMES = 512;

    /** In characters, of which nearly all are one octet. */
    static final int MOST_CHARACTERS = 512 * 1024;

    /** Whoever replays the past stops above this and waits. */
    private static final int ROOM_BELOW = MOST_CHARACTERS / 4;

    private static final int ROOM_BELOW_FRAMES = MOST_FRAMES / 4;

    /** The way to the client. */
    @FunctionalInterface
    interface Line {
        /** Begins to write {@code text}, and calls {@code done} when it is written, perhaps at once. */
        void write(String text, Runnable done);
    }

    private final Line line;
    private final Deque<String> frames = new ArrayDeque<>();
    private long characters;
    private boolean writing;
    private long writingSince;
    private boolean pumping;
    private boolean closed;
    private Optional<Runnable> waiting = Optional.empty();

    FrameQueue(Line line) {
        this.line = line;
    }

    /** @return whether it found a place; if not, the client is too slow */
    boolean offer(String text) {
        synchronized (this) {
            if (closed) {
                return true; // nobody waits for it
            }
            boolean isFull = frames.size() >= MOST_FRAMES || characters > MOST_CHARACTERS;
            if (isFull) {
                return false;
            }
            frames.add(text);
            characters += text.length();
        }
        pump();
        return true;
    }

    /**
     * Whether there is room for more of the past.
     *
     * @param then is called once there is, if there is not
     */
    synchronized boolean hasRoom(Runnable then) {
        boolean room = closed || isRoomy();
        waiting = room ? Optional.empty() : Optional.of(then);
        return room;
    }

    private boolean isRoomy() {
        return characters < ROOM_BELOW && frames.size() < ROOM_BELOW_FRAMES;
    }

    /** For how long the client has not taken one frame, in nanoseconds; 0 if it owes nothing. */
    synchronized long stalledNanos(long now) {
        return writing ? now - writingSince : 0;
    }

    /** Forgets what waits, and takes nothing more. */
    synchronized void close() {
        closed = true;
        frames.clear();
        characters = 0;
        waiting = Optional.empty();
    }

    /** A frame that is written at once calls back before {@code write} returns: this is a loop, so that it does not go down the stack. */
    private void pump() {
        while (true) {
            Optional<String> next = next();
            if (next.isEmpty()) {
                return;
            }
            line.write(next.get(), this::written);
            synchronized (this) {
                pumping = false;
            }
        }
    }

    private synchronized Optional<String> next() {
        if (pumping || writing || frames.isEmpty()) {
            return Optional.empty();
        }
        pumping = true;
        writing = true;
        writingSince = System.nanoTime();
        String text = frames.remove();
        characters -= text.length();
        return Optional.of(text);
    }

    private void written() {
        Optional<Runnable> then = Optional.empty();
        synchronized (this) {
            writing = false;
            if (isRoomy()) {
                then = waiting;
                waiting = Optional.empty();
            }
        }
        then.ifPresent(Runnable::run);
        pump();
    }
}
