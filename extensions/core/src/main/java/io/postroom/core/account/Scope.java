package io.postroom.core.account;

import java.util.Optional;

/** How far a key or a route reaches inside its organisation. */
public sealed interface Scope {
    /** The whole organisation. */
    record WholeOrganization() implements Scope {}

    /** One pod and the inboxes in it. */
    record OnePod(PodId pod) implements Scope {}

    /** One inbox. */
    record OneInbox(PodId pod, InboxId inbox) implements Scope {}

    /** That of the inbox or, if there is none, of the pod; without a pod that of the organisation. */
    static Scope of(Optional<PodId> pod, Optional<InboxId> inbox) {
        return pod.map(known ->
                        inbox.<Scope>map(one -> new OneInbox(known, one)).orElseGet(() -> new OnePod(known)))
                .orElseGet(WholeOrganization::new);
    }

    /** The pod that it lies in; empty for the whole organisation. */
    default Optional<PodId> withinPod() {
        if (this instanceof OneInbox one) {
            return Optional.of(one.pod());
        }
        return this instanceof OnePod one ? Optional.of(one.pod()) : Optional.empty();
    }

    /** The inbox that it is; empty if it is wider. */
    default Optional<InboxId> withinInbox() {
        return this instanceof OneInbox one ? Optional.of(one.inbox()) : Optional.empty();
    }

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
