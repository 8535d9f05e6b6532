package io.postroom.core.signal;

import io.postroom.core.signal.Signal.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds domains that can be taken for others: for one of the recipient's side, for one of another recipient of the message, for another one in
 * the message, or for a name in plain ASCII. Not thread-safe.
 */
final class DomainSignals {
    private static final int MAX_HOSTS = 200;

    /** Who is meant to have the domain; earlier ones are imitated by later ones. */
    private enum Side {
        RECIPIENT,
        SENDER
    }

    private record Seen(HostName host, Side side, Place place) {
        String skeleton() {
            return Skeleton.of(host.unicode());
        }
    }

    private final OwnDomains own;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    DomainSignals(Names own) {
        this.own = own.domains();
    }

    void addRecipient(HostName host) {
        add(host, Side.RECIPIENT, Place.FROM);
    }

    void add(HostName host, Place place) {
        add(host, Side.SENDER, place);
    }

    private void add(HostName host, Side side, Place place) {
        HostName registered = host.registered();
        if (seen.size() < MAX_HOSTS && !own.has(registered)) {
            seen.putIfAbsent(registered.ascii(), new Seen(registered, side, place));
        }
    }

    List<Signal> find() {
        List<Signal> found = new ArrayList<>();
        Map<String, List<Seen>> alike = new LinkedHashMap<>();
        seen.values()
                .forEach(one -> alike.computeIfAbsent(one.skeleton(), key -> new ArrayList<>())
                        .add(one));
        alike.forEach((skeleton, group) -> found.addAll(lookalikes(own.alike(skeleton), group)));
        senders(seen.values()).forEach(one -> mixed(one).ifPresent(found::add));
        return found;
    }

    private static List<Signal> lookalikes(Optional<HostName> ours, List<Seen> group) {
        if (ours.isPresent()) {
            return senders(group)
                    .map(one -> lookalike(one, ours.get().unicode(), true))
                    .toList();
        }
        Seen first = group.stream()
                .min(Comparator.comparing(Seen::side)
                        .thenComparingLong(one -> one.host().oddity()))
                .orElseThrow();
        if (group.size() == 1) {
            return senders(group).flatMap(one -> readAs(one).stream()).toList();
        }
        return senders(group)
                .filter(one -> one != first)
                .map(one -> lookalike(one, first.host().unicode(), false))
                .toList();
    }

    private static Stream<Seen> senders(Collection<Seen> some) {
        return some.stream().filter(one -> one.side() == Side.SENDER);
    }

    private static Signal lookalike(Seen one, String resembles, boolean own) {
        return new Signal.LookalikeDomain(
                one.place(), one.host().ascii(), one.host().unicode(), resembles, own);
    }

    /** A name of look-alikes of ASCII letters only is made to be read as these. */
    private static Optional<Signal> readAs(Seen one) {
        return Optional.of(one)
                .filter(name -> name.host().isInternational())
                .flatMap(name -> Skeleton.inAscii(name.host().unicode()))
                .map(read -> lookalike(one, read, false));
    }

    private static Optional<Signal> mixed(Seen one) {
        List<String> scripts = one.host().mixedScripts().stream()
                .map(script -> script.name().toLowerCase(Locale.ROOT))
                .toList();
        return scripts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Signal.MixedScripts(
                        one.place(), one.host().ascii(), one.host().unicode(), scripts));
    }
}
