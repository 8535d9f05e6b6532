package io.postroom.core.account;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates, shows and deletes pods. A pod is named by its id or by its client id; keys of one inbox are refused.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Pods {
    private static final String KIND = "Pod";

    private final PodStore pods;
    private final List<PodContents> contents;
    private final List<ScopeBelongings> belongings;
    private final Clock clock;

    /**
     * @param contents what keeps a pod from being deleted
     * @param belongings what goes with a pod
     */
    public Pods(PodStore pods, List<PodContents> contents, List<ScopeBelongings> belongings, Clock clock) {
        this.pods = pods;
        this.contents = List.copyOf(contents);
        this.belongings = List.copyOf(belongings);
        this.clock = clock;
    }

    /** Creates a pod; a repeated client id gets the pod made for it first. */
    public Pod create(Caller caller, CreatePod wish) {
        caller.requireWholeOrganization();
        caller.require(Permission.POD_CREATE);
        OrganizationId organization = caller.organization().id();
        PodId id = wish.clientId()
                .map(name -> PodId.named(organization, name))
                .orElseGet(() -> new PodId(UUID.randomUUID()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Pod pod = pods.create(new Pod(id, organization, wish.chosenName(), wish.clientId(), false, now, now));
        if (pod.closing()) {
            throw closing();
        }
        return pod;
    }

    /** Those the caller can see, ordered by creation time. */
    public Page<Pod> list(Caller caller, PageRequest request) {
        caller.requireMoreThanAnInbox();
        caller.require(Permission.POD_READ);
        Organization organization = caller.organization();
        Pod first = Pod.defaultOf(organization);
        if (caller.scope() instanceof Scope.OnePod one) {
            Optional<Pod> own = pods.find(organization.id(), one.pod())
                    .or(() -> Optional.of(first).filter(pod -> pod.id().equals(one.pod())));
            return new Page<>(own.stream().toList(), Optional.empty());
        }
        if (pods.find(organization.id(), first.id()).isEmpty()) {
            pods.create(first); // it is there without a row, but takes its place in the list with one
        }
        return pods.list(organization.id(), request);
    }

    /** @param name its id or client id */
    public Pod get(Caller caller, String name) {
        caller.require(Permission.POD_READ);
        return find(caller, name);
    }

    /**
     * The caller, confined to a pod.
     *
     * @param name the pod's id or client id
     * @throws RefusedException {@link Reason#FORBIDDEN} for a key of one inbox, {@link Reason#NOT_FOUND} for an unknown and a foreign pod
     *     alike
     */
    public Caller enter(Caller caller, String name) {
        return caller.within(new Scope.OnePod(find(caller, name).id()));
    }

    /**
     * Deletes a pod with its keys and webhooks.
     *
     * @param name its id or client id
     * @throws RefusedException {@link Reason#CANNOT_DELETE} for the default pod, and while there are inboxes or domains in it
     */
    public void delete(Caller caller, String name) {
        caller.require(Permission.POD_DELETE);
        Pod pod = find(caller, name);
        if (pod.id().equals(caller.organization().defaultPod())) {
            throw new RefusedException(Reason.CANNOT_DELETE, "The default pod cannot be deleted");
        }
        refuseUnlessEmpty(pod);
        if (!pods.setClosing(pod, true)) {
            throw RefusedException.notFound(KIND);
        }
        try {
            refuseUnlessEmpty(pod); // from here on nobody puts anything into it
        } catch (RefusedException e) {
            pods.setClosing(pod, false);
            throw e;
        }
        Scope scope = new Scope.OnePod(pod.id());
        belongings.forEach(kind -> kind.removeAll(pod.organization(), scope));
        pods.delete(pod);
    }

    private void refuseUnlessEmpty(Pod pod) {
        if (contents.stream().anyMatch(kind -> kind.areIn(pod.organization(), pod.id()))) {
            throw new RefusedException(
                    Reason.CANNOT_DELETE, "There are inboxes or domains in the pod; delete them first");
        }
    }

    /** A pod that is being deleted takes nothing more. */
    public static RefusedException closing() {
        return new RefusedException(Reason.CONFLICT, "The pod is being deleted");
    }

    private Pod find(Caller caller, String name) {
        caller.requireMoreThanAnInbox();
        return byId(caller.organization(), name)
                .or(() -> byClientId(caller.organization(), name))
                .filter(pod -> caller.scope().reaches(pod.id()))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    private Optional<Pod> byId(Organization organization, String name) {
        return PodId.tryParse(name)
                .flatMap(id -> id.equals(organization.defaultPod())
                        ? Optional.of(Pod.defaultOf(organization))
                        : pods.find(organization.id(), id));
    }

    private Optional<Pod> byClientId(Organization organization, String name) {
        return ClientId.tryParse(name)
                .flatMap(clientId -> pods.find(organization.id(), PodId.named(organization.id(), clientId)));
    }
}
