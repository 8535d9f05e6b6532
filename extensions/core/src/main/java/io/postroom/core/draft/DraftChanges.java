package io.postroom.core.draft;

import io.postroom.core.account.InboxId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.StoredMail;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the rows of drafts follow the mailboxes: mail clients' changes, and what was left undone when a call of ours was cut off.
 *
 * <p>A mail client changes a draft by storing another mail and removing the first. Which draft a mail is, it says itself: in its
 * {@link DraftMark}, else by its Message-ID. Of two mails of one draft the one stored last counts.
 *
 * <p>Every call can be repeated and can come late: each brings the row to what the mailbox is now. Thread-safe; calls block. An unreachable
 * store shows as an {@link UncheckedIOException}, as does a draft that is being sent: the caller tries again later.
 */
public final class DraftChanges {
    /** Labels that say where a mail lies or what has happened to it: no business of a draft's own. */
    private static final Labels NOT_ITS_OWN = Labels.of(Label.DRAFT, Label.SCHEDULED, Label.UNREAD, Label.READ);

    /** A mail client stores the new mail right before it removes the old one. */
    private static final int NEWEST = 20;

    private final InboxStore inboxes;
    private final DraftStore store;
    private final Mailboxes mailboxes;
    private final DraftMails mails;
    private final KeyedLocks locks;
    private final Clock clock;

    public DraftChanges(
            InboxStore inboxes,
            DraftStore store,
            Mailboxes mailboxes,
            DraftMails mails,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.locks = locks;
        this.clock = clock;
    }

    private record DraftsOf(InboxId inbox) {}

    /** What whoever changes drafts of the inbox holds. */
    static Object lockOf(InboxId inbox) {
        return new DraftsOf(inbox);
    }

    static Labels own(Labels labels) {
        return labels.without(NOT_ITS_OWN);
    }

    /** The mail, if it is a draft's. */
    static Optional<StoredMail> draftMail(Mailboxes mailboxes, InboxId inbox, MailboxMessageId mail) {
        return mailboxes.find(inbox, mail).filter(found -> found.labels().contains(Label.DRAFT));
    }

    /** Something may have happened to this mail, which is, was or becomes that of a draft. */
    public void follow(InboxId id, MailboxMessageId mail) {
        inboxes.find(id)
                .ifPresent(inbox -> locks.run(
                        lockOf(id),
                        () -> draftMail(mailboxes, id, mail)
                                .ifPresentOrElse(found -> lies(inbox, found), () -> isGone(inbox, mail))));
    }

    /** As {@link #follow}, for a mail that is no draft's by now: what never was one costs a look at the rows only. */
    public void left(InboxId id, MailboxMessageId mail) {
        if (store.findByMailboxId(id, mail).isPresent()) {
            follow(id, mail);
        }
    }

    /**
     * Follows every draft of the inbox.
     *
     * @param each told of every mail that was looked at
     */
    public void followAll(InboxId inbox, Consumer<MailboxMessageId> each) {
        List<MailboxMessageId> present = mailboxes.drafts(inbox);
        present.forEach(mail -> {
            follow(inbox, mail);
            each.accept(mail);
        });
        followAllBut(inbox, Set.copyOf(present), each);
    }

    /** Looks after every row whose mail is not among these. */
    public void followAllBut(InboxId inbox, Set<MailboxMessageId> present, Consumer<MailboxMessageId> each) {
        Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
        while (next.isPresent()) {
            Page<Draft> page = store.list(new DraftScope.OfInbox(inbox), MessageFilter.ALL, next.get());
            page.items().stream()
                    .map(Draft::mailboxId)
                    .filter(mail -> !present.contains(mail))
                    .forEach(mail -> {
                        follow(inbox, mail);
                        each.accept(mail);
                    });
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
        }
    }

    private void lies(Inbox inbox, StoredMail mail) {
        ReadDraft read = mails.read(mail.raw());
        DraftId id = identity(inbox, read, mail.id());
        Optional<Draft> row = store.find(id);
        if (row.isEmpty()) {
            add(inbox, id, mail, read);
        } else if (row.get().mailboxId().equals(mail.id())) {
            finish(row.get(), mail);
        } else {
            takeOver(row.get(), mail, read);
        }
    }

    /** Nobody can make a mail that is a draft of another inbox. */
    private DraftId identity(Inbox inbox, ReadDraft read, MailboxMessageId mail) {
        Stream<DraftId> said =
                Stream.concat(read.mark().map(DraftMark::id).stream(), read.messageId().flatMap(DraftId::in).stream());
        return said.filter(id -> store.find(id)
                        .map(known -> known.inbox().equals(inbox.id()))
                        .orElse(true))
                .findFirst()
                .orElseGet(() -> DraftId.madeElsewhere(
                        inbox, read.messageId().map(Object::toString).orElse(mail.value())));
    }

    private void add(Inbox inbox, DraftId id, StoredMail mail, ReadDraft read) {
        Instant now = now();
        changed(store.add(new Draft(
                id,
                inbox.organization(),
                inbox.pod(),
                inbox.id(),
                Optional.empty(),
                read.kind(),
                mail.id(),
                Optional.empty(),
                own(mail.labels()),
                read.outline(),
                Schedule.NONE,
                1,
                now,
                now)));
    }

    /** The row is that of the mail; labels may have changed, and the mail before it may still be there. */
    private void finish(Draft draft, StoredMail mail) {
        draft.replaced().ifPresent(gone -> mailboxes.delete(draft.inbox(), List.of(gone)));
        Labels own = own(mail.labels());
        if (!own.equals(draft.ownLabels())) {
            refuseWhileSending(draft);
            changed(store.replace(draft, draft.with(own, draft.schedule(), now())));
        }
    }

    private void takeOver(Draft draft, StoredMail mail, ReadDraft read) {
        refuseWhileSending(draft);
        Optional<StoredMail> current = draftMail(mailboxes, draft.inbox(), draft.mailboxId());
        if (current.isPresent() && isNewer(draft, mail.id())) {
            return;
        }
        // a client removes the mail it has replaced; a higher number says that it was us, and were cut off
        Optional<MailboxMessageId> removable = current.filter(
                        old -> read.revision() > mails.read(old.raw()).revision())
                .map(StoredMail::id);
        replace(draft, mail, read, removable);
        removable.ifPresent(old -> mailboxes.delete(draft.inbox(), List.of(old)));
    }

    /** Whether the draft's own mail was stored after this one. */
    private boolean isNewer(Draft draft, MailboxMessageId mail) {
        List<MailboxMessageId> order = mailboxes.drafts(draft.inbox());
        return order.indexOf(draft.mailboxId()) > order.indexOf(mail);
    }

    private void replace(Draft draft, StoredMail mail, ReadDraft read, Optional<MailboxMessageId> removable) {
        Draft other = draft.in(mail.id(), removable, read.outline());
        changed(store.replace(draft, other.with(own(mail.labels()), draft.schedule(), now())));
    }

    private void isGone(Inbox inbox, MailboxMessageId mail) {
        store.findByMailboxId(inbox.id(), mail).ifPresent(draft -> {
            refuseWhileSending(draft);
            Optional<StoredMail> successor = successor(inbox, draft);
            if (successor.isPresent()) {
                ReadDraft read = mails.read(successor.get().raw());
                replace(draft, successor.get(), read, Optional.empty());
            } else {
                changed(store.delete(draft));
            }
        });
    }

    /** Another mail of the same draft, if its report has not come yet. */
    private Optional<StoredMail> successor(Inbox inbox, Draft draft) {
        List<MailboxMessageId> order = mailboxes.drafts(inbox.id());
        for (int i = order.size() - 1; i >= Math.max(0, order.size() - NEWEST); i--) {
            Optional<StoredMail> candidate = draftMail(mailboxes, inbox.id(), order.get(i))
                    .filter(mail ->
                            identity(inbox, mails.read(mail.raw()), mail.id()).equals(draft.id()));
            if (candidate.isPresent()) {
                return candidate;
            }
        }
        return Optional.empty();
    }

    private static void refuseWhileSending(Draft draft) {
        if (draft.schedule() instanceof Schedule.Sending) {
            throw later("draft " + draft.id() + " is being sent");
        }
    }

    private static void changed(boolean done) {
        if (!done) {
            throw later("a draft was changed elsewhere at the same time");
        }
    }

    private static UncheckedIOException later(String why) {
        return new UncheckedIOException(new IOException(why));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
