package io.postroom.core.draft;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Asker;
import io.postroom.core.send.Composition;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.PreparedSending;
import io.postroom.core.send.Repeats;
import io.postroom.core.send.SentMessage;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends drafts: when a caller asks for it, or when their time has come.
 *
 * <p>The row says first that the draft is being sent, and under which key; one of all processes succeeds in writing that. Then the message
 * is sent under that key, once whatever happens (see {@link PreparedSending}), then mail and row are removed. Who is cut off anywhere in
 * between is followed by the clock, which goes on under the same key. Thread-safe; calls block.
 */
public final class DraftSending {
    private static final Logger LOGGER = LoggerFactory.getLogger(DraftSending.class);

    /** A little longer than an attempt keeps its key to itself. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final int KEY_DIGITS = 40;

    private static final LabelChange AS_THEY_ARE = new LabelChange(Labels.NONE, Labels.NONE);

    private final Inboxes inboxes;
    private final InboxStore inboxStore;
    private final OrganizationStore organizations;
    private final DraftStore store;
    private final Drafts drafts;
    private final Mailboxes mailboxes;
    private final PreparedSending sending;
    private final Repeats repeats;
    private final KeyedLocks locks;
    private final Clock clock;

    public DraftSending(
            Inboxes inboxes,
            InboxStore inboxStore,
            OrganizationStore organizations,
            DraftStore store,
            Drafts drafts,
            Mailboxes mailboxes,
            PreparedSending sending,
            Repeats repeats,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.inboxStore = inboxStore;
        this.organizations = organizations;
        this.store = store;
        this.drafts = drafts;
        this.mailboxes = mailboxes;
        this.sending = sending;
        this.repeats = repeats;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * Sends a draft, which is gone then; with a key that was used for this before, or where the answer to the same request was lost (see
     * {@link Repeats}), tells what was sent.
     *
     * @param labels what becomes of the draft's labels in the message
     * @throws RefusedException as {@link io.postroom.core.send.Sending} does; {@link Reason#CONFLICT} if the draft is being sent; where it
     *     is refused the draft stays as it was
     */
    public SentMessage send(Caller caller, InboxId inboxId, DraftId id, LabelChange labels, Asker asker) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.DRAFT_SEND);
        labels.checkedForCallers();
        if (asker.key().isPresent()) {
            return send(inbox, id, labels, asker.key().get());
        }
        Digest repeated = Digest.sha256(
                "repeat",
                caller.key().id().toString(),
                request(inbox, id, labels).hex());
        return repeats.sendAway(repeated, asker.gone(), () -> {
            Draft draft = drafts.find(caller, inboxId, id, Permission.DRAFT_SEND);
            return send(inbox, id, labels, keyOf(draft, labels));
        });
    }

    private SentMessage send(Inbox inbox, DraftId id, LabelChange labels, IdempotencyKey key) {
        Attempt attempt = new Attempt(inbox, id, key, labels, Optional.empty());
        try {
            return attempt.run();
        } catch (RefusedException e) {
            attempt.takeBack();
            throw e;
        }
    }

    private static Digest request(Inbox inbox, DraftId id, LabelChange labels) {
        return Digest.sha256(
                "draft-send",
                inbox.id().value(),
                id.toString(),
                String.join("\n", labels.add().texts()),
                String.join("\n", labels.remove().texts()));
    }

    /** For a draft as it is now: one that was changed since is sent under another. */
    private static IdempotencyKey keyOf(Draft draft, LabelChange labels) {
        if (draft.schedule() instanceof Schedule.Sending sending
                && sending.labels().equals(labels)) {
            return sending.key();
        }
        Digest unique = Digest.sha256(
                "draft",
                draft.id().toString(),
                Long.toString(draft.createdAt().toEpochMilli()),
                Long.toString(draft.version()),
                String.join("\n", labels.add().texts()),
                String.join("\n", labels.remove().texts()));
        return new IdempotencyKey("draft." + unique.hex().substring(0, KEY_DIGITS));
    }

    /** Sends a draft whose time has come, or goes on with what somebody else has begun. A refusal is kept with the draft. */
    void sendDue(Draft due) {
        Optional<Inbox> inbox = inboxStore.find(due.inbox());
        if (inbox.isEmpty()) {
            store.delete(due);
            return;
        }
        LabelChange labels = due.schedule() instanceof Schedule.Sending sending ? sending.labels() : AS_THEY_ARE;
        Attempt attempt = new Attempt(inbox.get(), due.id(), keyOf(due, labels), labels, Optional.of(due));
        try {
            if (due.schedule() instanceof Schedule.At) {
                refuseWhileSuspended(inbox.get());
            }
            attempt.run();
            LOGGER.debug("draft {} is sent at its time", due.id());
        } catch (RefusedException e) {
            attempt.fail(e);
        }
    }

    private void refuseWhileSuspended(Inbox inbox) {
        if (organizations
                .find(inbox.organization())
                .filter(Organization::suspended)
                .isPresent()) {
            throw new RefusedException(Reason.SUSPENDED, "This organization is suspended");
        }
    }

    /** One attempt to send one draft. For one thread. */
    private final class Attempt {
        private final Inbox inbox;
        private final DraftId id;
        private final IdempotencyKey key;
        private final LabelChange labels;
        private final Optional<Draft> due;
        private Optional<Draft> before = Optional.empty();

        /** @param due what the clock has seen; a draft that was changed since is not to be sent */
        Attempt(Inbox inbox, DraftId id, IdempotencyKey key, LabelChange labels, Optional<Draft> due) {
            this.inbox = inbox;
            this.id = id;
            this.key = key;
            this.labels = labels;
            this.due = due;
        }

        SentMessage run() {
            SentMessage sent = sending.send(inbox, key, request(inbox, id, labels), this::prepare);
            finish();
            return sent;
        }

        /** Takes the draft for this key; whoever edits it from now on is refused. */
        private Composition prepare() {
            Drafts.Fresh fresh = locked(() -> {
                Drafts.Fresh found = drafts.fresh(drafts.find(inbox.id(), id).orElseThrow(Drafts::notFound));
                Draft mine = found.draft().with(taken(found.draft()));
                if (!store.replace(found.draft(), mine)) {
                    throw beingSent();
                }
                before = Optional.of(found.draft());
                return found;
            });
            Composition composition = fresh.read().composition(fresh.draft().kind());
            Labels now = labels.applyTo(fresh.draft().ownLabels());
            return new Composition(
                    composition.recipients(),
                    composition.content().withLabels(now),
                    composition.references(),
                    composition.answers());
        }

        /** One attempt of a key is under way at a time: where the draft is taken for this key, the attempt before has ended. */
        private Schedule.Sending taken(Draft draft) {
            Instant until = now().plus(LEASE);
            if (draft.schedule() instanceof Schedule.Sending other) {
                if (!other.key().equals(key)) {
                    throw beingSent();
                }
                return other.until(until);
            }
            if (due.filter(seen -> seen.version() != draft.version()).isPresent()) {
                throw new RefusedException(Reason.CONFLICT, "The draft was changed");
            }
            return new Schedule.Sending(draft.schedule().time(), key, labels, until);
        }

        /** The message is on its way: what cannot be removed now is removed by the clock. */
        private void finish() {
            try {
                locked(() -> {
                    mine().ifPresent(draft -> {
                        mailboxes.delete(draft.inbox(), DraftEditing.mailsOf(draft));
                        store.delete(draft);
                    });
                    return id;
                });
            } catch (UncheckedIOException e) {
                LOGGER.warn("draft {} was sent, and is removed later: {}", id, e.getMessage());
            }
        }

        /** What this attempt has taken goes back to what it was. */
        void takeBack() {
            before.filter(draft -> !(draft.schedule() instanceof Schedule.Sending))
                    .ifPresent(draft -> release(draft.schedule()));
        }

        void fail(RefusedException why) {
            if (why.reason() == Reason.CONFLICT) {
                LOGGER.debug("draft {} is sent by somebody else, or was changed", id);
                return;
            }
            if (why.reason() == Reason.NOT_FOUND) {
                locked(() -> drafts.find(inbox.id(), id).map(store::delete)); // its mail was removed by a mail client
                return;
            }
            LOGGER.info("draft {} could not be sent at its time: {}", id, why.reason());
            Schedule failed =
                    new Schedule.Failed(due.flatMap(seen -> seen.schedule().time()), String.valueOf(why.getMessage()));
            if (before.isPresent()) {
                release(failed);
            } else {
                locked(() -> due.map(seen -> settle(seen, failed)));
            }
        }

        private void release(Schedule to) {
            try {
                locked(() -> mine().map(draft -> settle(draft, to)));
            } catch (UncheckedIOException e) {
                LOGGER.warn("draft {} stays taken for a while: {}", id, e.getMessage());
            }
        }

        private boolean settle(Draft draft, Schedule to) {
            Draft settled = draft.with(to);
            mailboxes.setLabels(draft.inbox(), List.of(draft.mailboxId()), settled.labels());
            return store.replace(draft, settled);
        }

        /** The draft, if it is taken for this key. */
        private Optional<Draft> mine() {
            return store.find(id)
                    .filter(draft -> draft.schedule() instanceof Schedule.Sending taken
                            && taken.key().equals(key));
        }

        private <T> T locked(Supplier<T> work) {
            return locks.with(DraftChanges.lockOf(inbox.id()), work);
        }
    }

    private static RefusedException beingSent() {
        return new RefusedException(Reason.CONFLICT, "The draft is being sent");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
