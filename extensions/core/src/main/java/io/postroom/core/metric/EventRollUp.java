package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the log and keeps sums of it, behind those who write it.
 *
 * <p>Whenever it is cut off, it can go on from its cursor: sums are replaced, never incremented, and each says up to where it counts.
 * One process at a time may do so for an organisation. Thread-safe; blocks.
 */
public final class EventRollUp {
    static final String CURSOR = "metrics";
    private static final int BATCH = 500;

    /** What is counted: all that {@code /v0} has metrics of. */
    public static final Set<EventType> COUNTED =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(EventType.MESSAGE_OPENED, EventType.SENDER_VERIFIED)));

    private final EventLog log;
    private final CursorStore cursors;
    private final EventSumStore sums;
    private final KeyedLocks locks = new KeyedLocks();

    public EventRollUp(EventLog log, CursorStore cursors, EventSumStore sums) {
        this.log = log;
        this.cursors = cursors;
        this.sums = sums;
    }

    /**
     * Counts what has come to the log since, {@code most} entries or a few more.
     *
     * @return whether everything in the log is counted now
     */
    public boolean catchUp(OrganizationId organization, int most) {
        return locks.with(organization, () -> {
            int read = 0;
            int batch = BATCH;
            while (batch == BATCH && read < most) {
                batch = countBatch(organization);
                read += batch;
            }
            return batch < BATCH;
        });
    }

    private int countBatch(OrganizationId organization) {
        List<EventLog.Entry> entries = log.readAfter(organization, cursors.read(CURSOR, organization), BATCH);
        if (entries.isEmpty()) {
            return 0;
        }
        count(entries);
        Position last = entries.get(entries.size() - 1).position();
        cursors.save(CURSOR, organization, last);
        return entries.size();
    }

    private void count(List<EventLog.Entry> entries) {
        Map<EventSum.Key, List<EventLog.Entry>> byKey = new LinkedHashMap<>();
        for (EventLog.Entry entry : entries) {
            if (COUNTED.contains(entry.event().type())) {
                keysOf(entry.event())
                        .forEach(key -> byKey.computeIfAbsent(key, any -> new ArrayList<>())
                                .add(entry));
            }
        }
        List<EventSum.Key> keys = List.copyOf(byKey.keySet());
        List<Optional<EventSum>> known = sums.find(keys);
        List<EventSum> changed = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            EventSum.Key key = keys.get(i);
            EventSum sum = known.get(i).orElseGet(() -> EventSum.none(key));
            changed.add(sum.plus(byKey.getOrDefault(key, List.of())));
        }
        sums.save(changed);
    }

    private static List<EventSum.Key> keysOf(MailEvent event) {
        List<EventSum.Key> keys = new ArrayList<>();
        for (Scope scope : scopesOf(event)) {
            for (Grain grain : Grain.values()) {
                EventSum.Series series = new EventSum.Series(event.organization(), scope, event.type(), grain);
                keys.add(new EventSum.Key(series, grain.startOf(event.at())));
            }
        }
        return keys;
    }

    private static Set<Scope> scopesOf(MailEvent event) {
        Scope own = Scope.of(event.pod(), event.inbox());
        Scope pod = Scope.of(event.pod(), Optional.empty());
        return new LinkedHashSet<>(List.of(new Scope.WholeOrganization(), pod, own));
    }
}
