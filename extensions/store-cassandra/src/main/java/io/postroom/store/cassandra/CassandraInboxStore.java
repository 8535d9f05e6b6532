package io.postroom.store.cassandra;

import com.github.benmanes.caffeine.cache.Ticker;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Inboxes: whole in table {@code inbox} by address, which decides; {@code inbox_by_client_id} and two listings lead there.
 *
 * <p>An inbox without client id exists with one conditional write. One with a client id takes its address first, then the client id, and
 * exists then; whoever finds it half made finishes it if it wants the same client id, and takes the address away from one that was begun
 * long ago. So a crash blocks no name for longer than {@link #ABANDONED}. Thread-safe.
 */
public final class CassandraInboxStore implements InboxStore {
    /** A creation takes milliseconds; what is unfinished for so long will not be finished by who began it. */
    static final Duration ABANDONED = Duration.ofMinutes(1);

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final Listing listing;
    private final InboxTable table;
    private final ClientIds clientIds;
    private final KeyedLocks locks = new KeyedLocks();
    private final Recent<InboxId, Inbox> recent = new Recent<>(Ticker.systemTicker());

    /** @param clock says when an unfinished creation counts as given up */
    public CassandraInboxStore(CassandraKeyspace keyspace, Clock clock) {
        this(keyspace, clock, new Listing(keyspace, clock, Buckets.USUAL_SIZES));
    }

    CassandraInboxStore(CassandraKeyspace keyspace, Clock clock, Listing listing) {
        this.keyspace = keyspace;
        this.clock = clock;
        this.listing = listing;
        table = new InboxTable(keyspace);
        clientIds = new ClientIds(keyspace);
    }

    @Override
    public Creation create(Inbox inbox) {
        Optional<Inbox> known = inbox.clientId().flatMap(clientId -> findByClientId(inbox.organization(), clientId));
        if (known.isPresent()) {
            return new Creation.ClientIdTaken(known.get());
        }
        // threads of this process take turns rather than disturb each other's conditional writes
        Object key = inbox.clientId().isPresent() ? inbox.clientId().get() : inbox.id();
        return locks.with(key, () -> createAlone(inbox));
    }

    private Creation createAlone(Inbox inbox) {
        keyspace.executeAll(List.of(
                listing.insert(list(inbox.organization()), place(inbox), Set.of()),
                listing.insert(list(inbox.organization(), inbox.pod()), place(inbox), Set.of())));
        if (takeAddress(inbox)) {
            return inbox.clientId().isEmpty() ? new Creation.Created() : settle(inbox, new Creation.Created());
        }
        Optional<InboxRow> other = table.find(inbox.id());
        if (other.filter(row -> row.isNamed(inbox.organization(), inbox.clientId()))
                .isPresent()) {
            Inbox first = other.get().inbox();
            unlistUnless(isAtThePlaceOf(inbox), inbox, other);
            return settle(first, new Creation.ClientIdTaken(first));
        }
        unlistUnless(isAtThePlaceOf(inbox), inbox, other);
        return new Creation.AddressTaken();
    }

    private boolean takeAddress(Inbox inbox) {
        Instant now = clock.instant();
        boolean ready = inbox.clientId().isEmpty();
        if (table.insert(inbox, ready, now)) {
            return true;
        }
        Optional<InboxRow> abandoned = table.find(inbox.id())
                .filter(row -> !row.ready() && row.begunAt().plus(ABANDONED).isBefore(now));
        abandoned.ifPresent(table::deleteUnfinished);
        return abandoned.isPresent() && table.insert(inbox, ready, now);
    }

    /** Gives the client id to {@code inbox}, which has its address, or the address back. */
    private Creation settle(Inbox inbox, Creation ifItIsThisOne) {
        ClientId clientId = inbox.clientId().orElseThrow();
        InboxId holder = clientIds.take(inbox, clientId);
        while (!holder.equals(inbox.id())) {
            Optional<InboxRow> other =
                    table.find(holder).filter(row -> row.isNamed(inbox.organization(), inbox.clientId()));
            if (other.isPresent()) {
                table.finish(other.get().inbox());
                giveUp(inbox);
                return new Creation.ClientIdTaken(other.get().inbox());
            }
            clientIds.replace(holder, inbox, clientId);
            holder = clientIds.take(inbox, clientId);
        }
        if (table.finish(inbox)) {
            return ifItIsThisOne;
        }
        clientIds.free(inbox, clientId);
        return new Creation.AddressTaken();
    }

    private void giveUp(Inbox inbox) {
        Optional<InboxRow> mine = table.find(inbox.id()).filter(row -> !row.ready());
        mine.ifPresent(table::deleteUnfinished);
        unlistUnless(row -> row.ready() && isAtThePlaceOf(inbox).test(row), inbox, table.find(inbox.id()));
    }

    private void unlistUnless(Predicate<InboxRow> keep, Inbox inbox, Optional<InboxRow> row) {
        if (row.filter(keep).isEmpty()) {
            unlist(inbox);
        }
    }

    private static Predicate<InboxRow> isAtThePlaceOf(Inbox inbox) {
        return row -> row.inbox().organization().equals(inbox.organization())
                && row.inbox().pod().equals(inbox.pod())
                && place(row.inbox()).equals(place(inbox));
    }

    private void unlist(Inbox inbox) {
        keyspace.executeAll(List.of(
                listing.delete(list(inbox.organization()), place(inbox)),
                listing.delete(list(inbox.organization(), inbox.pod()), place(inbox))));
    }

    @Override
    public void update(Inbox inbox) {
        recent.change(inbox.id(), () -> table.update(inbox));
    }

    @Override
    public Optional<Inbox> find(InboxId id) {
        return table.find(id).filter(InboxRow::ready).map(InboxRow::inbox);
    }

    @Override
    public Optional<Inbox> findRecent(InboxId id) {
        return recent.find(id, this::find);
    }

    @Override
    public Optional<Inbox> findByClientId(OrganizationId organization, ClientId clientId) {
        return clientIds
                .find(organization, clientId)
                .flatMap(this::find)
                .filter(inbox -> inbox.organization().equals(organization)
                        && inbox.clientId().equals(Optional.of(clientId)));
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PageRequest request) {
        return page(list(organization), organization, request);
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PodId pod, PageRequest request) {
        return page(list(organization, pod), organization, request);
    }

    private Page<Inbox> page(String list, OrganizationId organization, PageRequest request) {
        return listing.page(list, Range.of(request), request.limit(), entries -> resolve(entries, organization));
    }

    private List<Optional<Inbox>> resolve(List<Listing.Entry> entries, OrganizationId organization) {
        List<Optional<InboxRow>> rows = table.findAll(
                entries.stream().map(entry -> new InboxId(entry.id())).toList());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i)
                        .filter(InboxRow::ready)
                        .map(InboxRow::inbox)
                        .filter(inbox -> inbox.organization().equals(organization)
                                && place(inbox).equals(entries.get(i).place())))
                .toList();
    }

    /** Counts the entries of the listing, about 60 octets each; see {@link Listing#count}. */
    @Override
    public int count(OrganizationId organization) {
        return Math.toIntExact(listing.count(list(organization)));
    }

    @Override
    public int count(OrganizationId organization, PodId pod) {
        return Math.toIntExact(listing.count(list(organization, pod)));
    }

    @Override
    public void delete(Inbox inbox) {
        inbox.clientId().ifPresent(clientId -> clientIds.free(inbox, clientId));
        recent.change(inbox.id(), () -> table.delete(inbox));
        unlist(inbox);
    }

    private static String list(OrganizationId organization) {
        return "inboxes/" + organization;
    }

    private static String list(OrganizationId organization, PodId pod) {
        return "inboxes/" + organization + "/" + pod;
    }

    private static PageKey place(Inbox inbox) {
        return new PageKey(inbox.createdAt(), inbox.id().value());
    }
}
