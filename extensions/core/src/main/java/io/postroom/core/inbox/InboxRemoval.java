package io.postroom.core.inbox;

/** Removes an inbox with everything that belongs to it; can be repeated after it was interrupted. */
@FunctionalInterface
public interface InboxRemoval {
    void remove(Inbox inbox);
}
