package io.postroom.core.draft;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageOutline;
import java.time.Instant;
import java.util.Optional;

/**
 * The row we keep of each draft; what it says is a mail in the inbox's mailbox for drafts.
 *
 * @param clientId the creator's own name for it, unique in the inbox
 * @param mailboxId where its mail lies
 * @param replaced where the mail lay that this one stands for; it may not be removed yet
 * @param ownLabels those that are no consequence of its being a draft
 * @param outline of its mail; the ids of attachments stay the same when the draft changes
 * @param version counts the changes of the row, from 1
 * @param updatedAt in milliseconds precision
 */
public record Draft(
        DraftId id,
        OrganizationId organization,
        PodId pod,
        InboxId inbox,
        Optional<ClientId> clientId,
        DraftKind kind,
        MailboxMessageId mailboxId,
        Optional<MailboxMessageId> replaced,
        Labels ownLabels,
        MessageOutline outline,
        Schedule schedule,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** All of them: {@code draft}, and {@code scheduled} for one that will be sent by itself. */
    public Labels labels() {
        return labels(ownLabels, schedule);
    }

    static Labels labels(Labels own, Schedule schedule) {
        return own.with(schedule.waits() ? Labels.of(Label.DRAFT, Label.SCHEDULED) : Labels.of(Label.DRAFT));
    }

    Draft with(Labels labels, Schedule changed, Instant at) {
        return new Draft(
                id,
                organization,
                pod,
                inbox,
                clientId,
                kind,
                mailboxId,
                replaced,
                labels,
                outline,
                changed,
                version + 1,
                createdAt,
                at);
    }

    /** With another schedule, as nobody's change of what it says. */
    Draft with(Schedule changed) {
        return with(ownLabels, changed, updatedAt);
    }

    /**
     * With another mail in place of its own.
     *
     * @param removable the mail that is to be removed then
     */
    Draft in(MailboxMessageId mail, Optional<MailboxMessageId> removable, MessageOutline says) {
        return new Draft(
                id,
                organization,
                pod,
                inbox,
                clientId,
                kind,
                mail,
                removable,
                ownLabels,
                says,
                schedule,
                version,
                createdAt,
                updatedAt);
    }
}
