package io.postroom.core.draft;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Composition;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import io.postroom.core.send.ReplyMessage;
import io.postroom.core.send.SendMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes, changes and removes drafts.
 *
 * <p>The mail first, then the row: what a crash leaves between the two, {@link DraftChanges} finishes. Thread-safe; calls block. An
 * unreachable store shows as an {@link java.io.UncheckedIOException}. Each call refuses what the caller may not do, unknown inboxes and
 * drafts, bad contents ({@link Reason#INVALID}), and a draft that is being sent ({@link Reason#CONFLICT}).
 */
public final class DraftEditing {
    /** Whoever asks for a time that has just passed means now; whoever asks for yesterday is mistaken. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** A mail with one of these lies elsewhere. */
    private static final List<Label> ELSEWHERE =
            List.of(Label.TRASH, Label.SPAM, Label.ARCHIVED, Label.BLOCKED, Label.UNAUTHENTICATED);

    private final Inboxes inboxes;
    private final DraftStore store;
    private final Drafts drafts;
    private final Mailboxes mailboxes;
    private final DraftMails mails;
    private final Composing composing;
    private final KeyedLocks locks;
    private final Clock clock;

    public DraftEditing(
            Inboxes inboxes,
            DraftStore store,
            Drafts drafts,
            Mailboxes mailboxes,
            DraftMails mails,
            Composing composing,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.drafts = drafts;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.composing = composing;
        this.locks = locks;
        this.clock = clock;
    }

    /** Creates a draft; a repeated client id gets the draft made for it first, as it is now. */
    public OpenedDraft create(Caller caller, InboxId inboxId, CreateDraft wish) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.DRAFT_CREATE);
        DraftId id = wish.clientId().map(name -> DraftId.named(inbox, name)).orElseGet(DraftId::random);
        Optional<Draft> known = wish.clientId().isPresent() ? made(id) : Optional.empty();
        if (known.isPresent()) {
            return drafts.fresh(known.get()).opened();
        }
        refuseElsewhere("labels", wish.content().labels());
        Schedule schedule = wish.sendAt().map(at -> schedule(caller, at)).orElse(Schedule.NONE);
        DraftKind kind = kind(wish);
        Composition composition = composition(caller, inboxId, wish, kind);
        Draft draft = alone(inboxId, () -> {
            Optional<Draft> meanwhile = wish.clientId().isPresent() ? made(id) : Optional.empty();
            return meanwhile.orElseGet(() -> add(inbox, id, wish, kind, composition, schedule));
        });
        return drafts.fresh(draft).opened();
    }

    /** What a creation that was cut off has left bears no client id. */
    private Optional<Draft> made(DraftId id) {
        return store.find(id).filter(draft -> draft.clientId().isPresent());
    }

    private static DraftKind kind(CreateDraft wish) {
        if (wish.answered().isPresent() && wish.forwarded().isPresent()) {
            throw RefusedException.invalid("forward_of", "a draft has either in_reply_to or forward_of");
        }
        if (wish.all() && wish.answered().isEmpty()) {
            throw RefusedException.invalid("reply_all", "reply_all goes together with in_reply_to");
        }
        Optional<DraftKind> reply = wish.answered().map(DraftKind.Reply::new);
        return reply.or(() -> wish.forwarded().map(DraftKind.Forward::new)).orElse(DraftKind.PLAIN);
    }

    private Composition composition(Caller caller, InboxId inbox, CreateDraft wish, DraftKind kind) {
        Content content = wish.content();
        if (kind instanceof DraftKind.Reply reply) {
            return composing.reply(
                    caller, inbox, reply.answered(), new ReplyMessage(wish.addressees(), wish.all(), content));
        }
        if (kind instanceof DraftKind.Forward forward) {
            SendMessage message = new SendMessage(wish.addressees(), content);
            return composing.forward(caller, inbox, forward.forwarded(), message);
        }
        return composing.plain(wish.addressees(), content);
    }

    private Draft add(
            Inbox inbox, DraftId id, CreateDraft wish, DraftKind kind, Composition composition, Schedule schedule) {
        Instant now = now();
        Labels own = DraftChanges.own(wish.content().labels());
        Octets octets = mails.write(inbox, new DraftMark(id, 1), id.messageId(inbox), kind, composition, now);
        MailboxMessageId mail = mailboxes.append(inbox.id(), octets, Draft.labels(own, schedule), now);
        Optional<Draft> unfinished = store.find(id);
        Draft draft = new Draft(
                id,
                inbox.organization(),
                inbox.pod(),
                inbox.id(),
                wish.clientId(),
                kind,
                mail,
                unfinished.map(Draft::mailboxId),
                own,
                mails.read(octets).outline(),
                schedule,
                unfinished.map(Draft::version).orElse(0L) + 1,
                now,
                now);
        boolean added = unfinished.map(left -> store.replace(left, draft)).orElseGet(() -> store.add(draft));
        if (!added) {
            mailboxes.delete(inbox.id(), List.of(mail));
            throw changedMeanwhile();
        }
        unfinished.ifPresent(left -> mailboxes.delete(inbox.id(), List.of(left.mailboxId())));
        return draft;
    }

    public OpenedDraft update(Caller caller, InboxId inboxId, DraftId id, UpdateDraft change) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.DRAFT_UPDATE);
        change.labels().checkedForCallers();
        refuseElsewhere("add_labels", change.labels().add());
        drafts.find(caller, inboxId, id, Permission.DRAFT_UPDATE);
        UpdateDraft whole = change.adding(composing.files(change.addedFiles(), "add_attachments"));
        return alone(inboxId, () -> {
            Draft known = drafts.find(caller, inboxId, id, Permission.DRAFT_UPDATE);
            refuseWhileSending(known);
            return update(caller, inbox, drafts.fresh(known), whole);
        });
    }

    private OpenedDraft update(Caller caller, Inbox inbox, Drafts.Fresh before, UpdateDraft change) {
        Draft draft = before.draft();
        Labels own = DraftChanges.own(change.labels().applyTo(draft.ownLabels()));
        Schedule schedule = scheduled(caller, draft, change);
        if (change.keepsContent()) {
            boolean same = own.equals(draft.ownLabels()) && schedule.equals(draft.schedule());
            return same
                    ? before.opened()
                    : relabelled(before, draft.with(own, schedule, now())).opened();
        }
        Composition composition = composing.checked(change.applyTo(
                before.read().composition(draft.kind(), change.changedAddresses()), kept(before.read(), change)));
        return drafts.fresh(rewritten(inbox, before, composition, own, schedule))
                .opened();
    }

    private Schedule scheduled(Caller caller, Draft draft, UpdateDraft change) {
        if (change.sendAt() instanceof Change.Replace<Instant> replace) {
            return schedule(caller, replace.value());
        }
        return change.sendAt().keeps() ? draft.schedule() : Schedule.NONE;
    }

    private Drafts.Fresh relabelled(Drafts.Fresh before, Draft after) {
        if (!after.labels().equals(before.draft().labels())) {
            mailboxes.setLabels(after.inbox(), List.of(after.mailboxId()), after.labels());
        }
        replace(before.draft(), after);
        return new Drafts.Fresh(after, before.mail(), before.read());
    }

    private Draft rewritten(Inbox inbox, Drafts.Fresh before, Composition composition, Labels own, Schedule schedule) {
        Instant now = now();
        Draft draft = before.draft();
        MessageId messageId =
                before.read().messageId().orElseGet(() -> draft.id().messageId(inbox));
        DraftMark mark = new DraftMark(draft.id(), before.read().revision() + 1);
        Octets octets = mails.write(inbox, mark, messageId, draft.kind(), composition, now);
        MailboxMessageId mail = mailboxes.append(inbox.id(), octets, Draft.labels(own, schedule), now);
        Draft after = draft.in(
                        mail, Optional.of(draft.mailboxId()), mails.read(octets).outline())
                .with(own, schedule, now);
        replace(draft, after);
        mailboxes.delete(inbox.id(), List.of(draft.mailboxId()));
        return after;
    }

    private void replace(Draft before, Draft after) {
        if (!store.replace(before, after)) {
            throw changedMeanwhile();
        }
    }

    private static List<OutgoingFile> kept(ReadDraft read, UpdateDraft change) {
        for (int i = 0; i < change.removedFiles().size(); i++) {
            AttachmentId id = change.removedFiles().get(i);
            if (!read.parts().containsKey(id)) {
                String message = "the draft has no such attachment";
                Problem problem =
                        new Problem("invalid_value", List.of("remove_attachments", String.valueOf(i)), message);
                throw new RefusedException(Reason.INVALID, message, List.of(problem), List.of());
            }
        }
        return read.files(id -> !change.removedFiles().contains(id));
    }

    /** Removes the draft for good, and with it what it was to do. */
    public void delete(Caller caller, InboxId inboxId, DraftId id) {
        inboxes.require(caller, inboxId, Permission.DRAFT_DELETE);
        alone(inboxId, () -> {
            Draft draft = drafts.find(caller, inboxId, id, Permission.DRAFT_DELETE);
            refuseWhileSending(draft);
            mailboxes.delete(inboxId, mailsOf(draft));
            if (!store.delete(draft)) {
                throw changedMeanwhile();
            }
            return draft;
        });
    }

    /** Those that go with the draft. */
    static List<MailboxMessageId> mailsOf(Draft draft) {
        return draft.replaced()
                .map(replaced -> List.of(replaced, draft.mailboxId()))
                .orElseGet(() -> List.of(draft.mailboxId()));
    }

    private <T> T alone(InboxId inbox, Supplier<T> work) {
        return locks.with(DraftChanges.lockOf(inbox), work);
    }

    /** What is sent by itself is sent on behalf of whoever asked for it. */
    private Schedule schedule(Caller caller, Instant at) {
        caller.require(Permission.DRAFT_SEND);
        if (at.isBefore(clock.instant().minus(LATE))) {
            throw RefusedException.invalid("send_at", "send_at has passed");
        }
        return new Schedule.At(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static void refuseElsewhere(String field, Labels labels) {
        ELSEWHERE.stream().filter(labels::contains).findFirst().ifPresent(label -> {
            throw RefusedException.invalid(field, "a draft cannot have the label " + label);
        });
    }

    private static void refuseWhileSending(Draft draft) {
        if (draft.schedule() instanceof Schedule.Sending) {
            throw new RefusedException(Reason.CONFLICT, "The draft is being sent");
        }
    }

    private static RefusedException changedMeanwhile() {
        return new RefusedException(Reason.CONFLICT, "The draft was changed at the same time");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
