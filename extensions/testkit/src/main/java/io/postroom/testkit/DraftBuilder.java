package io.postroom.testkit;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftKind;
import io.postroom.core.draft.Schedule;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drafts of {@link Fixtures#SUPPORT}, for tests; the number settles ids and time. */
public final class DraftBuilder {
    private final int number;
    private InboxId inbox = Fixtures.SUPPORT;
    private DraftKind kind = DraftKind.PLAIN;
    private Optional<MailboxMessageId> replaced = Optional.empty();
    private Labels labels = Labels.NONE;
    private Schedule schedule = Schedule.NONE;
    private MailboxMessageId mail;
    private long version = 1;
    private Instant updatedAt;

    public DraftBuilder(int number) {
        this.number = number;
        this.mail = new MailboxMessageId("mail-" + number);
        this.updatedAt = Fixtures.NOW.plusSeconds(number);
    }

    public DraftBuilder in(InboxId other) {
        inbox = other;
        return this;
    }

    public DraftBuilder kind(DraftKind other) {
        kind = other;
        return this;
    }

    public DraftBuilder labels(Label... own) {
        labels = Labels.of(own);
        return this;
    }

    public DraftBuilder schedule(Schedule other) {
        schedule = other;
        return this;
    }

    /** In another mail, its first one to be removed. */
    public DraftBuilder movedTo(String other) {
        replaced = Optional.of(mail);
        mail = new MailboxMessageId(other);
        return this;
    }

    public DraftBuilder version(long other) {
        version = other;
        return this;
    }

    public DraftBuilder updatedAt(Instant other) {
        updatedAt = other;
        return this;
    }

    public Draft build() {
        Envelope envelope = new Envelope(
                Optional.of(new MessageId("<draft." + number + "@agents.example>")),
                "Support <support@agents.example>",
                List.of("answers@example.com"),
                List.of("Ann <ann@example.com>"),
                List.of("bob@example.com"),
                List.of("carol@example.com"),
                Optional.of("Subject “" + number + "” 👾"),
                Optional.of(new MessageId("<1@example.com>")),
                List.of(new MessageId("<0@example.com>"), new MessageId("<1@example.com>")));
        Attachment file = new Attachment(
                new AttachmentId("abc"),
                Optional.of("a.txt"),
                5,
                Optional.of("text/plain"),
                true,
                Optional.of("cid@x"));
        return new Draft(
                new DraftId(Fixtures.uuid(number)),
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                inbox,
                number % 2 == 0 ? Optional.empty() : Optional.of(new ClientId("client-" + number)),
                kind,
                mail,
                replaced,
                labels,
                new MessageOutline(envelope, Optional.of("Preview " + number), List.of(file), false),
                schedule,
                version,
                Fixtures.NOW.plusSeconds(number),
                updatedAt);
    }
}
