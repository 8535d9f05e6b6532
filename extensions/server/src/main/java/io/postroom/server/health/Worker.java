package io.postroom.server.health;

/** Something that works by itself on what came in; workers end after the doors and the spooler, and before the stores. */
@FunctionalInterface
public interface Worker {
    /** Ends what is under way; the rest is found again at the next start. */
    void close();
}
