package io.postroom.core.account;

/** How far a key or a route reaches inside its organisation. */
public sealed interface Scope {
    /** The whole organisation. */
    record WholeOrganization() implements Scope {}

    /** One pod and the inboxes in it. */
    record OnePod(PodId pod) implements Scope {}

    /** One inbox. */
    record OneInbox(PodId pod, InboxId inbox) implements Scope {}

    /** Whether {@code inbox}, which is in {@code pod} of the same organisation, is within this scope. */
    default boolean covers(PodId pod, InboxId inbox) {
        return covers(new OneInbox(pod, inbox));
    }

    /** Whether all that {@code other} reaches in the same organisation is within this scope. */
    default boolean covers(Scope other) {
        if (this instanceof OnePod one) {
            return other instanceof OneInbox theirs ? theirs.pod().equals(one.pod()) : other.equals(this);
        }
        return this instanceof WholeOrganization || other.equals(this);
    }

    /** Whether this is the pod, or what the pod is in. */
    default boolean reaches(PodId pod) {
        return covers(new OnePod(pod));
    }
}
