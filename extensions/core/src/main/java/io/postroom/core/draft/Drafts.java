package io.postroom.core.draft;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
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
 * Lists and shows drafts. Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Drafts {
    private static final String KIND = "Draft";

    /** Where a caller looks for a draft. */
    public sealed interface Place {
        /** Everywhere its key reaches. */
        record Everywhere() implements Place {}

        record InPod(PodId pod) implements Place {}

        record In(InboxId inbox) implements Place {}
    }

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
    public Page<Draft> list(Caller caller, Place place, MessageFilter filter, PageRequest request) {
        return store.list(scope(caller, place), filter, request);
    }

    private DraftScope scope(Caller caller, Place place) {
        if (place instanceof Place.In in) {
            return new DraftScope.OfInbox(
                    inboxes.require(caller, in.inbox(), Permission.DRAFT_READ).id());
        }
        caller.require(Permission.DRAFT_READ);
        if (place instanceof Place.InPod in) {
            return new DraftScope.OfPod(caller.organization().id(), visible(caller, in.pod()));
        }
        if (caller.scope() instanceof Scope.OneInbox one) {
            return new DraftScope.OfInbox(one.inbox());
        }
        if (caller.scope() instanceof Scope.OnePod one) {
            return new DraftScope.OfPod(caller.organization().id(), one.pod());
        }
        return new DraftScope.OfOrganization(caller.organization().id());
    }

    /** An organisation has its default pod only. */
    private static PodId visible(Caller caller, PodId pod) {
        if (caller.scope() instanceof Scope.OneInbox) {
            throw new RefusedException(Reason.FORBIDDEN, "Forbidden");
        }
        boolean known = pod.equals(caller.organization().defaultPod());
        boolean foreign =
                caller.scope() instanceof Scope.OnePod one && !one.pod().equals(pod);
        if (!known || foreign) {
            throw RefusedException.notFound("Pod");
        }
        return pod;
    }

    public OpenedDraft get(Caller caller, Place place, DraftId id) {
        return fresh(find(caller, place, id)).opened();
    }

    /** The row of a draft that the caller may read. */
    public Draft find(Caller caller, Place place, DraftId id) {
        return find(caller, place, id, Permission.DRAFT_READ);
    }

    Draft find(Caller caller, Place place, DraftId id, Permission permission) {
        if (place instanceof Place.In in) {
            inboxes.require(caller, in.inbox(), permission);
        }
        caller.require(permission);
        Optional<PodId> pod =
                place instanceof Place.InPod in ? Optional.of(visible(caller, in.pod())) : Optional.empty();
        return store.find(id)
                .filter(draft -> caller.covers(draft.organization(), draft.pod(), draft.inbox()))
                .filter(draft ->
                        !(place instanceof Place.In in) || draft.inbox().equals(in.inbox()))
                .filter(draft -> pod.map(draft.pod()::equals).orElse(true))
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
