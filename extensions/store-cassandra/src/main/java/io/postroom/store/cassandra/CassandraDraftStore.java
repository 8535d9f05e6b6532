package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.InboxId;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftScope;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Drafts: whole in table {@code draft}, which decides; {@code draft_by_mailbox_id}, {@link DueSlots} and three listings lead there. What
 * leads to a draft is written before it and removed after it, so a crash in between loses none. Thread-safe.
 */
public final class CassandraDraftStore implements DraftStore {
    private final CassandraKeyspace keyspace;
    private final DraftTable table;
    private final Listing listing;
    private final DueSlots due;
    private final PreparedStatement insertMail;
    private final PreparedStatement deleteMail;
    private final PreparedStatement findMail;

    /** @param clock says what is due */
    public CassandraDraftStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        table = new DraftTable(keyspace);
        listing = new Listing(keyspace, clock, Buckets.USUAL_SIZES);
        due = new DueSlots(keyspace, clock, new DueIdTable(keyspace, "draft"));
        insertMail = keyspace.prepare(
                "INSERT INTO {keyspace}.draft_by_mailbox_id (inbox, mailbox_id, draft) VALUES (?, ?, ?)");
        deleteMail = keyspace.prepare("DELETE FROM {keyspace}.draft_by_mailbox_id WHERE inbox = ? AND mailbox_id = ?");
        findMail =
                keyspace.prepare("SELECT draft FROM {keyspace}.draft_by_mailbox_id WHERE inbox = ? AND mailbox_id = ?");
    }

    @Override
    public boolean add(Draft draft) {
        lead(draft, Optional.empty());
        boolean added = table.insert(draft);
        if (!added) {
            mislead(draft, table.find(draft.id()));
        }
        return added;
    }

    @Override
    public boolean replace(Draft before, Draft after) {
        lead(after, Optional.of(before));
        boolean replaced = table.update(after, before.version());
        if (replaced) {
            mislead(before, Optional.of(after));
        } else {
            mislead(after, table.find(after.id()));
        }
        return replaced;
    }

    @Override
    public boolean delete(Draft draft) {
        boolean deleted = table.delete(draft) || table.find(draft.id()).isEmpty();
        if (deleted) {
            mislead(draft, Optional.empty());
        }
        return deleted;
    }

    /** Writes what leads to the draft, unless it led to {@code known} already. */
    private void lead(Draft draft, Optional<Draft> known) {
        List<BoundStatement> hints = new ArrayList<>();
        dueAt(draft)
                .filter(at -> !known.flatMap(CassandraDraftStore::dueAt).equals(Optional.of(at)))
                .ifPresent(at -> hints.add(due.insert(draft.id().toString(), at)));
        if (known.filter(other -> other.mailboxId().equals(draft.mailboxId())).isEmpty()) {
            hints.add(insertMail.bind(
                    draft.inbox().value(), draft.mailboxId().value(), draft.id().value()));
        }
        if (known.filter(other -> place(other).equals(place(draft))).isEmpty()) {
            DraftScope.of(draft).forEach(scope -> hints.add(listing.insert(list(scope), place(draft), Set.of())));
        }
        keyspace.executeAll(hints);
    }

    /** Removes what leads to the draft, unless it leads to {@code known} too. */
    private void mislead(Draft draft, Optional<Draft> known) {
        List<BoundStatement> hints = new ArrayList<>();
        if (known.filter(other ->
                        other.inbox().equals(draft.inbox()) && other.mailboxId().equals(draft.mailboxId()))
                .isEmpty()) {
            hints.add(deleteMail.bind(draft.inbox().value(), draft.mailboxId().value()));
        }
        for (DraftScope scope : DraftScope.of(draft)) {
            if (known.filter(other -> isListed(other, scope) && place(other).equals(place(draft)))
                    .isEmpty()) {
                hints.add(listing.delete(list(scope), place(draft)));
            }
        }
        keyspace.executeAll(hints);
        dueAt(draft)
                .filter(at -> !known.flatMap(CassandraDraftStore::dueAt).equals(Optional.of(at)))
                .ifPresent(at -> due.delete(draft.id().toString(), at));
    }

    private static boolean isListed(Draft draft, DraftScope scope) {
        return DraftScope.of(draft).contains(scope);
    }

    private static Optional<Instant> dueAt(Draft draft) {
        return draft.schedule().dueAt();
    }

    @Override
    public Optional<Draft> find(DraftId id) {
        return table.find(id);
    }

    @Override
    public Optional<Draft> findByMailboxId(InboxId inbox, MailboxMessageId mail) {
        return keyspace.one(findMail.bind(inbox.value(), mail.value()))
                .map(row -> new DraftId(Values.uuid(row, "draft")))
                .flatMap(table::find)
                .filter(draft ->
                        draft.inbox().equals(inbox) && draft.mailboxId().equals(mail));
    }

    @Override
    public Page<Draft> list(DraftScope scope, MessageFilter filter, PageRequest request) {
        return listing.page(
                list(scope),
                Range.of(request, filter.before(), filter.after()),
                request.limit(),
                entries -> listed(scope, filter, entries));
    }

    private List<Optional<Draft>> listed(DraftScope scope, MessageFilter filter, List<Listing.Entry> entries) {
        List<Optional<Draft>> drafts = table.findAll(
                entries.stream().map(entry -> DraftId.parse(entry.id())).toList());
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> drafts.get(i)
                        .filter(draft -> place(draft).equals(entries.get(i).place()))
                        .filter(draft -> isListed(draft, scope))
                        .filter(draft -> filter.accepts(draft.labels(), draft.updatedAt())))
                .toList();
    }

    @Override
    public List<Draft> due(Instant now, int limit) {
        List<Draft> drafts = new ArrayList<>(due.scan(now, limit, this::agreeing));
        drafts.sort(Comparator.comparing(draft -> dueAt(draft).orElse(Instant.MAX)));
        return List.copyOf(drafts);
    }

    private List<Optional<Draft>> agreeing(List<DueSlots.Entry> entries) {
        List<Optional<Draft>> drafts = table.findAll(
                entries.stream().map(entry -> DraftId.parse(entry.id())).toList());
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> drafts.get(i)
                        .filter(draft ->
                                dueAt(draft).equals(Optional.of(entries.get(i).dueAt()))))
                .toList();
    }

    @Override
    public void deleteAll(Inbox inbox) {
        DraftScope scope = new DraftScope.OfInbox(inbox.id());
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<Draft> page = list(scope, MessageFilter.ALL, next.get());
            page.items().forEach(this::deleteWhatever);
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), false));
        }
        listing.deleteAll(list(scope));
    }

    /** Also if it was changed meanwhile. */
    private void deleteWhatever(Draft draft) {
        Optional<Draft> left = Optional.of(draft);
        while (left.isPresent() && !delete(left.get())) {
            left = table.find(draft.id());
        }
    }

    private static String list(DraftScope scope) {
        if (scope instanceof DraftScope.OfInbox of) {
            return "drafts/" + of.inbox();
        }
        if (scope instanceof DraftScope.OfPod of) {
            return "drafts/" + of.organization() + "/" + of.pod();
        }
        return "drafts/" + ((DraftScope.OfOrganization) scope).organization();
    }

    private static PageKey place(Draft draft) {
        return new PageKey(draft.updatedAt(), draft.id().toString());
    }
}
