package io.postroom.core.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DraftEditingTest {
    private final DraftRig rig = new DraftRig();

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }

    private static OutgoingFile file(String name, String text) {
        return new OutgoingFile(
                Optional.of(name),
                Optional.of("text/plain"),
                false,
                Optional.empty(),
                new Octets(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static UpdateDraft files(List<OutgoingFile> add, List<AttachmentId> remove) {
        UpdateDraft none = DraftRig.time(new Change.Keep<>());
        return new UpdateDraft(
                none.to(),
                none.cc(),
                none.bcc(),
                none.replyTo(),
                none.subject(),
                none.text(),
                none.html(),
                add,
                remove,
                none.labels(),
                none.sendAt());
    }

    private static UpdateDraft labels(LabelChange change) {
        UpdateDraft none = DraftRig.time(new Change.Keep<>());
        return new UpdateDraft(
                none.to(),
                none.cc(),
                none.bcc(),
                none.replyTo(),
                none.subject(),
                none.text(),
                none.html(),
                List.of(),
                List.of(),
                change,
                none.sendAt());
    }

    private static CreateDraft about(Optional<MessageId> answered, boolean all, Optional<MessageId> forwarded) {
        return new CreateDraft(
                Addressees.NONE,
                DraftRig.text("", "Thanks"),
                answered,
                all,
                forwarded,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aDraftIsAMailAmongTheDrafts() {
        Draft draft = rig.create(DraftRig.hello());

        OpenedDraft opened = rig.get(draft.id());

        assertThat(opened.draft()).isEqualTo(draft);
        assertThat(opened.text()).contains("Hi");
        assertThat(draft.labels()).isEqualTo(Labels.of(Label.DRAFT));
        assertThat(draft.outline().envelope().to()).containsExactly("ann@example.com");
        assertThat(rig.mails()).hasSize(1);
        assertThat(rig.mailOf(draft))
                .contains("From: Support <support@agents.example>\n")
                .contains("Subject: Hello\n")
                .contains("X-Postroom-Draft: " + draft.id() + "; revision=1\n")
                .endsWith("\n\nHi\n");
    }

    @Test
    void aRepeatedClientIdGetsTheDraftThatWasMade() {
        Draft first = rig.create(DraftRig.named("welcome", "one"));
        rig.update(first.id(), DraftRig.text("two"));

        OpenedDraft again =
                rig.editing.create(Callers.unrestricted(), Fixtures.SUPPORT, DraftRig.named("welcome", "three"));

        assertThat(again.draft().id()).isEqualTo(first.id());
        assertThat(again.text()).contains("two");
        assertThat(rig.mails()).hasSize(1);
        assertThat(rig.create(DraftRig.named("other", "four")).id()).isNotEqualTo(first.id());
    }

    @Test
    void anAnswerKnowsWhomAndWhatItAnswers() {
        Message original = rig.receive(TextMessage.of(
                "From: Ann <ann@example.com>\nTo: support@agents.example, bob@example.com\nSubject: Help\n"
                        + "Message-ID: <2@example.com>\nReferences: <1@example.com>\n\nText\n"));

        Draft one = rig.create(about(Optional.of(original.id()), false, Optional.empty()));
        Draft all = rig.create(about(Optional.of(original.id()), true, Optional.empty()));

        assertThat(one.kind()).isEqualTo(new DraftKind.Reply(original.id()));
        assertThat(one.outline().envelope().to()).containsExactly("Ann <ann@example.com>");
        assertThat(one.outline().envelope().subject()).contains("Re: Help");
        assertThat(one.outline().envelope().references())
                .containsExactly(new MessageId("<1@example.com>"), original.id());
        assertThat(all.outline().envelope().cc()).containsExactly("bob@example.com");
    }

    @Test
    void aForwardHoldsTheTextAndTheFilesOfTheMessage() {
        String file = "X-File: a.txt|text/plain|attachment||YWJj\n";
        Message original = rig.receive(TextMessage.of(
                "From: ann@example.com\nTo: support@agents.example\nSubject: Offer\nMessage-ID: <2@example.com>\n"
                        + file + "\nTen apples\n"));

        Draft draft = rig.create(about(Optional.empty(), false, Optional.of(original.id())));

        assertThat(draft.kind()).isEqualTo(new DraftKind.Forward(original.id()));
        assertThat(rig.get(draft.id()).text().orElseThrow())
                .startsWith("Thanks\n")
                .contains("Ten apples");
        assertThat(draft.outline().envelope().subject()).contains("Fwd: Offer");
        assertThat(draft.outline().attachments())
                .extracting(Attachment::filename)
                .containsExactly(Optional.of("a.txt"));
        assertThat(draft.outline().envelope().inReplyTo()).isEmpty();
    }

    @Test
    void refusesADraftOfTwoKinds() {
        Message message = rig.receive(TextMessage.of("<1@example.com>", "s", "t"));
        Optional<MessageId> id = Optional.of(message.id());

        assertThat(refusal(() -> rig.create(about(id, false, id)))).isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> rig.create(about(Optional.empty(), true, id)))).isEqualTo(Reason.INVALID);
        assertThat(refusal(() ->
                        rig.create(about(Optional.of(new MessageId("<no@example.com>")), false, Optional.empty()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(rig.mails()).isEmpty();
    }

    @Test
    void aChangeKeepsClearsAndReplaces() {
        Content content = DraftRig.text("Subject", "Text");
        Addressees people = new Addressees(
                List.of(Address.parse("ann@example.com")),
                List.of(Address.parse("bob@example.com")),
                List.of(Address.parse("carol@example.com")));
        Draft draft = rig.create(DraftRig.wish(people, content));
        rig.clock.advance(Duration.ofSeconds(5));

        OpenedDraft changed = rig.update(
                draft.id(),
                new UpdateDraft(
                        new Change.Replace<>(List.of(Address.parse("Zoë <zoe@example.com>"))),
                        new Change.Clear<>(),
                        new Change.Keep<>(),
                        new Change.Replace<>(List.of(Address.parse("answers@example.com"))),
                        new Change.Clear<>(),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        List.of(),
                        List.of(),
                        new LabelChange(Labels.of(new Label("lead")), Labels.NONE),
                        new Change.Keep<>()));

        Draft after = changed.draft();
        assertThat(after.outline().envelope().to()).containsExactly("Zoë <zoe@example.com>");
        assertThat(after.outline().envelope().cc()).isEmpty();
        assertThat(after.outline().envelope().bcc()).containsExactly("carol@example.com");
        assertThat(after.outline().envelope().replyTo()).containsExactly("answers@example.com");
        assertThat(after.outline().envelope().subject()).isEmpty();
        assertThat(changed.text()).contains("Text");
        assertThat(after.labels()).isEqualTo(Labels.of(Label.DRAFT, new Label("lead")));
        assertThat(after.createdAt()).isEqualTo(draft.createdAt());
        assertThat(after.updatedAt()).isEqualTo(rig.clock.instant());
        assertThat(rig.mails()).hasSize(1);
        assertThat(rig.get(draft.id())).isEqualTo(changed);
    }

    @Test
    void filesKeepTheirIdsWhileOthersComeAndGo() throws IOException {
        Draft draft = rig.create(DraftRig.hello());
        OpenedDraft three =
                rig.update(draft.id(), files(List.of(file("a", "A"), file("b", "B"), file("b", "B")), List.of()));
        List<AttachmentId> ids = three.draft().outline().attachments().stream()
                .map(Attachment::id)
                .toList();

        OpenedDraft one = rig.update(draft.id(), files(List.of(file("c", "C")), List.of(ids.get(0), ids.get(2))));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(one.draft().outline().attachments())
                .extracting(attachment -> attachment.filename().orElseThrow())
                .containsExactly("b", "c");
        assertThat(one.draft().outline().attachments().get(0).id()).isEqualTo(ids.get(1));
        assertThat(rig.drafts.attachment(one.draft(), ids.get(1)).orElseThrow().readAllBytes())
                .isEqualTo(new byte[] {'B'});
        assertThat(refusal(() -> rig.update(draft.id(), files(List.of(), List.of(ids.get(0))))))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void filesAtUrlsAreFetchedWhenTheDraftIsWritten() {
        rig.files.put("https://files.example/a.txt", "abc", Optional.of("text/plain"));
        OutgoingFile linked = new OutgoingFile(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                new OutgoingFile.Source.Link(URI.create("https://files.example/a.txt")));
        Draft draft = rig.create(DraftRig.hello());

        Draft after = rig.update(draft.id(), files(List.of(linked), List.of())).draft();

        assertThat(after.outline().attachments()).extracting(Attachment::size).containsExactly(3L);
        OutgoingFile missing = new OutgoingFile(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                new OutgoingFile.Source.Link(URI.create("https://files.example/b.txt")));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> rig.update(draft.id(), files(List.of(missing), List.of())));
        assertThat(refused.problems().get(0).path()).containsExactly("add_attachments", "0", "url");
    }

    @Test
    void labelsAloneLeaveTheMailWhereItIs() {
        Draft draft = rig.create(DraftRig.hello());

        Draft after = rig.update(
                        draft.id(), labels(new LabelChange(Labels.of(Label.STARRED, new Label("x")), Labels.NONE)))
                .draft();

        assertThat(after.mailboxId()).isEqualTo(draft.mailboxId());
        assertThat(rig.mails().get(0).labels()).isEqualTo(Labels.of(Label.DRAFT, Label.STARRED, new Label("x")));
        for (Label label : List.of(Label.TRASH, Label.SPAM, Label.ARCHIVED, Label.SENT, Label.SCHEDULED)) {
            LabelChange change = new LabelChange(Labels.of(label), Labels.NONE);
            assertThat(refusal(() -> rig.update(draft.id(), labels(change)))).isEqualTo(Reason.INVALID);
        }
    }

    @Test
    void aTimeIsSetChangedAndTakenBack() {
        Instant noon = rig.clock.instant().plusSeconds(60);
        Draft draft = rig.create(DraftRig.at(noon));
        assertThat(draft.schedule()).isEqualTo(new Schedule.At(noon));
        assertThat(draft.labels()).isEqualTo(Labels.of(Label.DRAFT, Label.SCHEDULED));
        assertThat(rig.mails().get(0).labels()).isEqualTo(draft.labels());

        Draft later = rig.update(draft.id(), DraftRig.time(new Change.Replace<>(noon.plusSeconds(60))))
                .draft();
        Draft edited = rig.update(draft.id(), DraftRig.text("other")).draft();
        Draft back = rig.update(draft.id(), DraftRig.time(new Change.Clear<>())).draft();

        assertThat(later.schedule()).isEqualTo(new Schedule.At(noon.plusSeconds(60)));
        assertThat(edited.schedule()).isEqualTo(later.schedule());
        assertThat(back.schedule()).isEqualTo(Schedule.NONE);
        assertThat(rig.mails().get(0).labels()).isEqualTo(Labels.of(Label.DRAFT));
    }

    @Test
    void refusesATimeThatHasPassedAndAKeyThatMayNotSend() {
        Instant yesterday = rig.clock.instant().minus(Duration.ofDays(1));
        CreateDraft soon = DraftRig.at(rig.clock.instant().plusSeconds(60));

        assertThat(refusal(() -> rig.create(DraftRig.at(yesterday)))).isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> rig.editing.create(Callers.only(Permission.DRAFT_CREATE), Fixtures.SUPPORT, soon)))
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(rig.mails()).isEmpty();
    }

    @Test
    void eachCallNeedsItsPermission() {
        DraftId id = rig.create(DraftRig.hello()).id();
        var blind = Callers.only(Permission.MESSAGE_SEND);

        assertThat(refusal(() -> rig.editing.create(blind, Fixtures.SUPPORT, DraftRig.hello())))
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> rig.editing.update(blind, Fixtures.SUPPORT, id, DraftRig.text("x"))))
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> rig.editing.delete(blind, Fixtures.SUPPORT, id)))
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> rig.drafts.get(blind, id))).isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> rig.drafts.get(Callers.stranger(), id))).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> rig.drafts.get(Callers.of(Fixtures.SALES), id)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> rig.drafts.get(Callers.of(Fixtures.OTHER_POD), id)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(rig.drafts.get(Callers.of(Fixtures.POD), id).draft().id()).isEqualTo(id);
    }

    @Test
    void aDeletedDraftIsGoneWithItsMail() {
        Draft draft = rig.create(DraftRig.hello());

        rig.editing.delete(Callers.unrestricted(), Fixtures.SUPPORT, draft.id());

        assertThat(rig.mails()).isEmpty();
        assertThat(rig.listed()).isEmpty();
        assertThat(refusal(() -> rig.editing.delete(Callers.unrestricted(), Fixtures.SUPPORT, draft.id())))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aDraftOfTooManyIsRefused() {
        String[] people = new String[51];
        for (int i = 0; i < people.length; i++) {
            people[i] = "p" + i + "@example.com";
        }

        assertThat(refusal(() -> rig.create(DraftRig.wish(DraftRig.to(people), DraftRig.text("", "x")))))
                .isEqualTo(Reason.INVALID);
        assertThatThrownBy(() -> rig.create(DraftRig.wish(Addressees.NONE, DraftRig.text("", "x".repeat(30_000)))))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(rig.mails()).isEmpty();
    }
}
