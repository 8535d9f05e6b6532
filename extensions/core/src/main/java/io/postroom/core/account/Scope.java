package io.postroom.core.account;

/** How far a key reaches inside its organisation. */
public sealed interface Scope {
    /** The whole organisation. */
    record WholeOrganization() implements Scope {}

    /** One pod and the inboxes in it. */
    record OnePod(PodId pod) implements Scope {}

    /** One inbox. */
    record OneInbox(PodId pod, InboxId inbox) implements Scope {}

    /** Whether {@code inbox}, which is in {@code pod} of the same organisation, is within this scope. */
    default boolean covers(PodId pod, InboxId inbox) {
        if (this instanceof OnePod one) {
            return one.pod().equals(pod);
        }
        if (this instanceof OneInbox one) {
            return one.inbox().equals(inbox);
        }
        return true;
    }
}
