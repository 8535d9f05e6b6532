package io.postroom.server.health;

/** Something through which others reach the server; all doors are closed first when it stops. */
@FunctionalInterface
public interface Door {
    /** Takes nothing more; what is under way may come to its end. */
    void close();
}
