package io.postroom.core.list;

import io.postroom.core.account.Scope;
import io.postroom.core.cache.SinceChange;
import io.postroom.core.inbox.Inbox;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whom the lists let through. The most specific scope that has something to say decides: that of the inbox, then its pod's, then the
 * organisation's. A scope speaks of an address by an entry for it, or else by one for its domain; where both of its lists have that entry,
 * it blocks. A list of who is allowed speaks of everybody: who is not in it is blocked. Where no scope speaks, everybody may.
 *
 * <p>What was found is remembered for {@link SinceChange#REMEMBERED} at most. A change made through {@link Lists} of this process counts at
 * once, one of another process after {@link SinceChange#UNSEEN}: so often one row is read that names the latest change. In an
 * installation without lists nothing else is read. Thread-safe; blocks. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}.
 */
public final class ListRules {
    private final ListStore store;
    private final SinceChange<Findings> findings;

    public ListRules(ListStore store, Clock clock) {
        this.store = store;
        this.findings = new SinceChange<>(store::latestChange, Findings::new, clock);
    }

    /** Whether there may be lists in the installation; most of the time no store is asked. */
    public boolean mayApply() {
        return findings.current().isPresent();
    }

    /** Whether there is a list of this direction that is about the inbox. */
    public boolean apply(Inbox inbox, Direction direction) {
        return findings.current()
                .filter(known -> !inUse(known, inbox, direction).isEmpty())
                .isPresent();
    }

    /**
     * Whether mail of the inbox may pass.
     *
     * @param address whose it is, or for whom, as it is written; see {@link EntryName#of}
     */
    public boolean permit(Inbox inbox, Direction direction, String address) {
        return refused(inbox, direction, List.of(address)).isEmpty();
    }

    /**
     * Whether an entry of an {@code allow} list is why mail of the inbox may pass; that nothing keeps it out is not enough.
     *
     * @param address as in {@link #permit}
     */
    public boolean welcome(Inbox inbox, Direction direction, String address) {
        List<EntryName> names = EntryName.of(address);
        return findings.current()
                .map(known -> {
                    Set<ListKey> lists = inUse(known, inbox, direction);
                    return !lists.isEmpty()
                            && verdicts(known, inbox, direction, lists, Set.of(names))
                                            .get(names)
                                    == Verdict.WELCOME;
                })
                .orElse(false);
    }

    /** Those of these addresses with whom mail of the inbox may not pass, as they are written. */
    public Set<String> refused(Inbox inbox, Direction direction, Collection<String> addresses) {
        return findings.current()
                .map(known -> refused(known, inbox, direction, addresses))
                .orElse(Set.of());
    }

    private Set<String> refused(Findings known, Inbox inbox, Direction direction, Collection<String> addresses) {
        Set<ListKey> lists = inUse(known, inbox, direction);
        if (lists.isEmpty()) {
            return Set.of();
        }
        Set<List<EntryName>> people = addresses.stream().map(EntryName::of).collect(Collectors.toSet());
        Map<List<EntryName>, Verdict> verdicts = verdicts(known, inbox, direction, lists, people);
        return addresses.stream()
                .filter(address -> verdicts.getOrDefault(EntryName.of(address), Verdict.REFUSED) == Verdict.REFUSED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Makes a change, which counts from then on. */
    void change(Runnable change) {
        findings.change(change);
    }

    /** The scopes whose lists are about the inbox, the most specific first. */
    private static List<Scope> scopes(Inbox inbox) {
        return List.of(
                new Scope.OneInbox(inbox.pod(), inbox.id()),
                new Scope.OnePod(inbox.pod()),
                new Scope.WholeOrganization());
    }

    private Set<ListKey> inUse(Findings known, Inbox inbox, Direction direction) {
        Set<ListKey> lists = scopes(inbox).stream()
                .flatMap(scope -> Stream.of(ListType.values())
                        .map(type -> new ListKey(inbox.organization(), scope, direction, type)))
                .collect(Collectors.toSet());
        Set<ListKey> unknown =
                lists.stream().filter(list -> known.isInUse(list).isEmpty()).collect(Collectors.toSet());
        Set<ListKey> found = unknown.isEmpty() ? Set.of() : store.inUse(unknown);
        unknown.forEach(list -> known.rememberInUse(list, found.contains(list)));
        return lists.stream()
                .filter(list -> found.contains(list) || known.isInUse(list).orElse(false))
                .collect(Collectors.toSet());
    }

    private Map<List<EntryName>, Verdict> verdicts(
            Findings known, Inbox inbox, Direction direction, Set<ListKey> lists, Set<List<EntryName>> people) {
        Map<List<EntryName>, Verdict> verdicts = new HashMap<>();
        for (List<EntryName> names : people) {
            known.verdict(question(inbox, direction, names)).ifPresent(verdict -> verdicts.put(names, verdict));
        }
        Set<List<EntryName>> open = new HashSet<>(people);
        open.removeAll(verdicts.keySet());
        Set<EntryName> asked = open.stream().flatMap(List::stream).collect(Collectors.toSet());
        List<ListEntry> found = asked.isEmpty() ? List.of() : store.find(lists, asked);
        for (List<EntryName> names : open) {
            Verdict verdict = judge(inbox, direction, lists, found, names);
            verdicts.put(names, verdict);
            known.remember(question(inbox, direction, names), verdict);
        }
        return verdicts;
    }

    private static Findings.Question question(Inbox inbox, Direction direction, List<EntryName> names) {
        return new Findings.Question(
                inbox.organization(), new Scope.OneInbox(inbox.pod(), inbox.id()), direction, names);
    }

    /**
     * @param lists those that have entries
     * @param found the entries for {@code names}, and perhaps others
     * @param names of one person, the address before the domain
     */
    private static Verdict judge(
            Inbox inbox, Direction direction, Set<ListKey> lists, List<ListEntry> found, List<EntryName> names) {
        for (Scope scope : scopes(inbox)) {
            ListKey block = new ListKey(inbox.organization(), scope, direction, ListType.BLOCK);
            ListKey allow = new ListKey(inbox.organization(), scope, direction, ListType.ALLOW);
            for (EntryName name : names) {
                if (has(found, block, name)) {
                    return Verdict.REFUSED;
                }
                if (has(found, allow, name)) {
                    return Verdict.WELCOME;
                }
            }
            if (lists.contains(allow)) {
                return Verdict.REFUSED;
            }
        }
        return Verdict.UNNAMED;
    }

    private static boolean has(List<ListEntry> found, ListKey list, EntryName name) {
        return found.stream()
                .anyMatch(entry -> entry.list().equals(list) && entry.name().equals(name));
    }
}
