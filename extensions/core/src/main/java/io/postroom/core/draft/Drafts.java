package io.postroom.core.draft;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.StoredMail;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.io.InputStream;
import java.util.Optional;

/**
 * Lists and shows drafts, those within the caller's scope. Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Drafts {
    private static final String KIND = "Draft";

    private final Inboxes inboxes;
    private final DraftStore store;
    private final Mailboxes mailboxes;
    private final DraftMails mails;
    private final DraftChanges changes;

    public Drafts(Inboxes inboxes, DraftStore store, Mailboxes mailboxes, DraftMails mails, DraftChanges changes) {
        this.inboxes = inboxes;
        this.store = store;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.changes = changes;
    }

    /** Ordered by the time of the last change. */
    public Page<Draft> list(Caller caller, MessageFilter filter, PageRequest request) {
        return store.list(scope(caller), filter, request);
    }

    private static DraftScope scope(Caller caller) {
        caller.require(Permission.DRAFT_READ);
        if (caller.scope() instanceof Scope.OneInbox one) {
            return new DraftScope.OfInbox(one.inbox());
        }
        if (caller.scope() instanceof Scope.OnePod one) {
            return new DraftScope.OfPod(caller.organization().id(), one.pod());
        }
        return new DraftScope.OfOrganization(caller.organization().id());
    }

    public OpenedDraft get(Caller caller, DraftId id) {
        return fresh(find(caller, id)).opened();
    }

    /** The row of a draft that the caller may read. */
    public Draft find(Caller caller, DraftId id) {
        return find(caller, id, Permission.DRAFT_READ);
    }

    /** The row of a draft of this inbox, for a caller that may do this with it. */
    Draft find(Caller caller, InboxId inbox, DraftId id, Permission permission) {
        caller.require(permission);
        return find(inboxes.enter(caller, inbox), id, permission);
    }

    private Draft find(Caller caller, DraftId id, Permission permission) {
        caller.require(permission);
        return store.find(id)
                .filter(draft -> caller.covers(draft.organization(), draft.pod(), draft.inbox()))
                .orElseThrow(Drafts::notFound);
    }

    /** The decoded contents of an attachment; the caller closes the stream. Callers have checked that it may be read. */
    public Optional<InputStream> attachment(Draft draft, AttachmentId attachment) {
        return DraftChanges.draftMail(mailboxes, draft.inbox(), draft.mailboxId())
                .flatMap(mail -> mails.read(mail.raw()).open(attachment));
    }

    /** The row of a draft, for callers who know that it may be read; a signed link is such knowledge. */
    public Optional<Draft> find(InboxId inbox, DraftId id) {
        return store.find(id).filter(draft -> draft.inbox().equals(inbox));
    }

    /** A draft with its mail. */
    record Fresh(Draft draft, StoredMail mail, ReadDraft read) {
        OpenedDraft opened() {
            return new OpenedDraft(draft, read.text(), read.html());
        }
    }

    /** Where a mail client has just replaced or removed the mail, the row may not know yet. */
    Fresh fresh(Draft draft) {
        Optional<Fresh> found = opened(draft);
        if (found.isPresent()) {
            return found.get();
        }
        if (!(draft.schedule() instanceof Schedule.Sending)) {
            changes.follow(draft.inbox(), draft.mailboxId());
        }
        return store.find(draft.id()).flatMap(this::opened).orElseThrow(Drafts::notFound);
    }

    private Optional<Fresh> opened(Draft draft) {
        return DraftChanges.draftMail(mailboxes, draft.inbox(), draft.mailboxId())
                .map(mail -> new Fresh(draft, mail, mails.read(mail.raw())));
    }

    static RefusedException notFound() {
        return RefusedException.notFound(KIND);
    }
}
