package io.postroom.core.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Address;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a mail client does with drafts. */
class DraftChangesTest {
    private static final String MAIL = "From: support@agents.example\nTo: Ann <ann@example.com>\nSubject: By hand\n";

    private final DraftRig rig = new DraftRig();

    private void follow(MailboxMessageId mail) {
        rig.changes.follow(Fixtures.SUPPORT, mail);
    }

    private Draft only() {
        assertThat(rig.listed()).hasSize(1);
        return rig.listed().get(0);
    }

    @Test
    void aMailClientsDraftIsShown() {
        MailboxMessageId mail = rig.append(
                MAIL
                        + "Message-ID: <c1@client.example>\nIn-Reply-To: <1@example.com>\nReferences: <1@example.com>\n\nText\n");

        follow(mail);
        follow(mail);

        Draft draft = only();
        assertThat(draft.mailboxId()).isEqualTo(mail);
        assertThat(draft.kind()).isEqualTo(new DraftKind.Reply(new MessageId("<1@example.com>")));
        assertThat(draft.outline().envelope().subject()).contains("By hand");
        assertThat(rig.get(draft.id()).text()).contains("Text");
        assertThat(draft.version()).isEqualTo(1);
    }

    @Test
    void aForwardOfAMailClientIsKnownByItsField() {
        follow(rig.append(MAIL + "X-Forwarded-Message-ID: <1@example.com>\n\nText\n"));

        assertThat(only().kind()).isEqualTo(new DraftKind.Forward(new MessageId("<1@example.com>")));
    }

    @Test
    void aMailClientsNextVersionIsTheSameDraft() {
        MailboxMessageId first = rig.append(MAIL + "Message-ID: <c1@client.example>\n\nOne\n");
        follow(first);
        DraftId id = only().id();

        MailboxMessageId second = rig.append(MAIL + "Message-ID: <c1@client.example>\n\nTwo\n");
        rig.expunge(first);
        follow(second);
        follow(first);

        assertThat(only().id()).isEqualTo(id);
        assertThat(rig.get(id).text()).contains("Two");
    }

    @Test
    void twoDraftsWithoutMessageIdAreTwo() {
        follow(rig.append(MAIL + "\nOne\n"));
        follow(rig.append(MAIL + "\nTwo\n"));

        assertThat(rig.listed()).hasSize(2);
    }

    @Test
    void anEditOfOurDraftShowsWhateverTheOrderOfReports() {
        for (boolean removalFirst : new boolean[] {false, true}) {
            DraftRig fresh = new DraftRig();
            Draft draft = fresh.create(DraftRig.at(fresh.clock.instant().plusSeconds(600)));
            fresh.clock.advance(Duration.ofSeconds(1));

            MailboxMessageId edited = fresh.append(fresh.mailOf(draft).replace("Hi", "Edited by hand"));
            fresh.expunge(draft.mailboxId());
            List<MailboxMessageId> reports =
                    removalFirst ? List.of(draft.mailboxId(), edited) : List.of(edited, draft.mailboxId());
            fresh.followAll(reports);

            OpenedDraft opened = fresh.get(draft.id());
            assertThat(opened.text()).contains("Edited by hand");
            assertThat(opened.draft().schedule()).isEqualTo(draft.schedule());
            assertThat(opened.draft().createdAt()).isEqualTo(draft.createdAt());
            assertThat(opened.draft().updatedAt()).isEqualTo(fresh.clock.instant());
            assertThat(fresh.listed()).hasSize(1);
        }
    }

    @Test
    void anEditUnderTheMessageIdAloneIsOfTheSameDraft() {
        Draft draft = rig.create(DraftRig.hello());
        MessageId id = draft.outline().envelope().messageId().orElseThrow();

        MailboxMessageId edited = rig.append(MAIL + "Message-ID: " + id + "\n\nEdited\n");
        rig.expunge(draft.mailboxId());
        follow(edited);

        assertThat(only().id()).isEqualTo(draft.id());
        assertThat(rig.get(draft.id()).text()).contains("Edited");
    }

    @Test
    void anEditShowsBeforeAnyReport() {
        Draft draft = rig.create(DraftRig.hello());
        rig.append(rig.mailOf(draft).replace("Hi", "Edited"));
        rig.expunge(draft.mailboxId());

        assertThat(rig.get(draft.id()).text()).contains("Edited");
        assertThat(rig.update(draft.id(), DraftRig.text("by the API")).text()).contains("by the API");
        assertThat(rig.mails()).hasSize(1);
    }

    @Test
    void aLateReportAboutAnOlderMailChangesNothing() {
        Draft draft = rig.create(DraftRig.hello());
        MailboxMessageId edited = rig.append(rig.mailOf(draft).replace("Hi", "Edited"));
        follow(edited);

        follow(draft.mailboxId());

        assertThat(rig.get(draft.id()).text()).contains("Edited");
        assertThat(only().mailboxId()).isEqualTo(edited);
    }

    @Test
    void flagsAndKeywordsBecomeLabels() {
        Draft draft = rig.create(DraftRig.hello());
        rig.mailboxes.setLabels(
                Fixtures.SUPPORT,
                List.of(draft.mailboxId()),
                Labels.of(Label.DRAFT, Label.STARRED, Label.UNREAD, new Label("x")));

        follow(draft.mailboxId());

        assertThat(only().labels()).isEqualTo(Labels.of(Label.DRAFT, Label.STARRED, new Label("x")));
    }

    @Test
    void aDraftThatIsRemovedOrMovedIsNone() {
        Draft removed = rig.create(DraftRig.hello());
        Draft moved = rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));
        rig.expunge(removed.mailboxId());
        rig.mailboxes.setLabels(Fixtures.SUPPORT, List.of(moved.mailboxId()), Labels.of(Label.TRASH));

        follow(removed.mailboxId());
        follow(moved.mailboxId());

        assertThat(rig.listed()).isEmpty();
        assertThat(rig.rows.due(rig.clock.instant().plusSeconds(60), 10)).isEmpty();
    }

    @Test
    void aMailThatNamesADraftOfAnotherInboxIsADraftOfItsOwn() {
        rig.inboxes.create(Fixtures.inbox(Fixtures.SALES));
        Draft foreign = rig.editing
                .create(Callers.unrestricted(), Fixtures.SALES, DraftRig.hello())
                .draft();

        follow(rig.append(MAIL + "X-Postroom-Draft: " + foreign.id() + "; revision=9\n\nMine\n"));

        assertThat(only().id()).isNotEqualTo(foreign.id());
        assertThat(rig.rows.find(foreign.id())).contains(foreign);
    }

    @Test
    void anAddresseeThatIsNoneIsKeptUntilItIsReplaced() {
        follow(rig.append("From: support@agents.example\nTo: bob\n\nText\n"));
        DraftId id = only().id();

        assertThatThrownBy(() -> rig.update(id, DraftRig.text("x"))).isInstanceOf(RefusedException.class);
        assertThat(only().outline().envelope().to()).containsExactly("bob");
        UpdateDraft none = DraftRig.time(new Change.Keep<>());
        UpdateDraft repaired = new UpdateDraft(
                new Change.Replace<>(List.of(Address.parse("bob@example.com"))),
                none.cc(),
                none.bcc(),
                none.replyTo(),
                none.subject(),
                none.text(),
                none.html(),
                List.of(),
                List.of(),
                none.labels(),
                none.sendAt());
        assertThat(rig.update(id, repaired).draft().outline().envelope().to()).containsExactly("bob@example.com");
    }

    @Test
    void whatHappensWhileADraftIsSentIsFollowedLater() {
        Draft draft = rig.create(DraftRig.hello());
        Draft sending = draft.with(new Schedule.Sending(
                Optional.empty(),
                new IdempotencyKey("key"),
                new LabelChange(Labels.NONE, Labels.NONE),
                rig.clock.instant().plusSeconds(20)));
        rig.rows.replace(draft, sending);
        MailboxMessageId edited = rig.append(rig.mailOf(draft).replace("Hi", "Edited"));

        assertThatThrownBy(() -> follow(edited)).isInstanceOf(UncheckedIOException.class);
        assertThat(only()).isEqualTo(sending);
    }

    @Test
    void aLookAtAllFindsWhatNobodyReported() {
        Draft gone = rig.create(DraftRig.hello());
        rig.expunge(gone.mailboxId());
        MailboxMessageId made = rig.append(MAIL + "\nText\n");

        rig.changes.followAll(Fixtures.SUPPORT, id -> {});

        assertThat(only().mailboxId()).isEqualTo(made);
        rig.expunge(made);
        rig.changes.followAllBut(Fixtures.SUPPORT, Set.of(), id -> {});
        assertThat(rig.listed()).isEmpty();
    }
}
