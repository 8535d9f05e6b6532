package io.postroom.core.signal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The domains of the recipient's side, made ready to be compared with many messages. Immutable. */
public final class OwnDomains {
    static final OwnDomains NONE = of(List.of());

    private final Map<String, HostName> bySkeleton;
    private final Set<String> registered;
    private final List<String> looks;

    private OwnDomains(Map<String, HostName> bySkeleton, Set<String> registered, List<String> looks) {
        this.bySkeleton = Map.copyOf(bySkeleton);
        this.registered = Set.copyOf(registered);
        this.looks = List.copyOf(looks);
    }

    /** @param names in ASCII and lower case */
    public static OwnDomains of(List<String> names) {
        Map<String, HostName> bySkeleton = new HashMap<>();
        Set<String> registered = new HashSet<>();
        for (String name : names) {
            HostName.of(name).map(HostName::registered).ifPresent(host -> {
                bySkeleton.putIfAbsent(Skeleton.of(host.unicode()), host);
                registered.add(host.ascii());
            });
        }
        return new OwnDomains(
                bySkeleton, registered, names.stream().map(Skeleton::ofName).toList());
    }

    /** Whether the host is in one of them, or beside it under the same registered domain. */
    boolean has(HostName host) {
        return registered.contains(host.registered().ascii());
    }

    /** The one that looks so. */
    Optional<HostName> alike(String skeleton) {
        return Optional.ofNullable(bySkeleton.get(skeleton));
    }

    /** The names as people see them, see {@link Skeleton#ofName}. */
    List<String> looks() {
        return looks;
    }
}
