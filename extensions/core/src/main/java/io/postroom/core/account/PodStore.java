package io.postroom.core.account;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Optional;

/**
 * Keeps pods; holds that an id exists once in an organisation. The id of a pod with a client id is made from that, so that a client id
 * exists once, too.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface PodStore {
    /** Adds the pod and returns it, or returns the one of its id that is there already; atomic under concurrency. */
    Pod create(Pod pod);

    /**
     * Sets whether the pod is being deleted.
     *
     * @return whether the pod is there
     */
    boolean setClosing(Pod pod, boolean closing);

    Optional<Pod> find(OrganizationId organization, PodId id);

    /** Ordered by creation time, then id. */
    Page<Pod> list(OrganizationId organization, PageRequest request);

    /** Removes it; nothing happens if there is none, or another of its id by now. */
    void delete(Pod pod);

    /** Whether there is such a pod; the default pod always is. */
    default boolean exists(OrganizationId organization, PodId id) {
        return id.value().equals(organization.value()) || find(organization, id).isPresent();
    }

    /**
     * Whether something may be put into the pod; the default pod is always open. Who asks again once it is there, and takes it out if not,
     * leaves nothing behind in a pod that is deleted meanwhile.
     */
    default boolean isOpen(OrganizationId organization, PodId id) {
        return id.value().equals(organization.value())
                || find(organization, id).filter(pod -> !pod.closing()).isPresent();
    }
}
