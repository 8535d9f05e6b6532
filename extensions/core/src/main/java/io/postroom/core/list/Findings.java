package io.postroom.core.list;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.cache.LruMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found out about lists since one change of them; the latest {@value #MOST} of each kind are kept. Thread-safe. */
final class Findings {
    private static final int MOST = 10_000;

    private final Map<ListKey, Boolean> inUse = new LruMap<>(MOST);
    private final Map<Question, Verdict> verdicts = new LruMap<>(MOST);

    /** Whether mail of one scope may pass between it and somebody. */
    record Question(OrganizationId organization, Scope scope, Direction direction, List<EntryName> names) {
        Question {
            names = List.copyOf(names);
        }
    }

    /** Whether the list has entries; empty if that is not known. */
    synchronized Optional<Boolean> isInUse(ListKey list) {
        return Optional.ofNullable(inUse.get(list));
    }

    synchronized void rememberInUse(ListKey list, boolean used) {
        inUse.put(list, used);
    }

    /** Empty if it is not known. */
    synchronized Optional<Verdict> verdict(Question question) {
        return Optional.ofNullable(verdicts.get(question));
    }

    synchronized void remember(Question question, Verdict verdict) {
        verdicts.put(question, verdict);
    }
}
