package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single messages in a {@link io.postroom.core.thread.MessageStore}. */
public interface MessageRowContract extends WithMessageStore {
    @Test
    default void findsAMessageByBothOfItsIds() {
        Message message = Fixtures.message(1).build();

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
        assertThat(store().findByMailboxId(message.inbox(), message.mailboxId()))
                .contains(message);
    }

    @Test
    default void findsNoMessageInAnotherInbox() {
        Message message = Fixtures.message(1).build();

        add(message);

        assertThat(store().find(Fixtures.SALES, message.id())).isEmpty();
        assertThat(store().findByMailboxId(Fixtures.SALES, message.mailboxId())).isEmpty();
        assertThat(store().findThread(Fixtures.SALES, message.thread())).isEmpty();
    }

    @Test
    default void keepsEveryFieldOfAMessage() {
        Message message = full();

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
        assertThat(store().list(message.inbox(), MessageFilter.ALL, PageRequest.first())
                        .items())
                .containsExactly(message);
    }

    @Test
    default void keepsAMessageWithoutAnything() {
        Message message = new Message(
                Fixtures.SUPPORT,
                new MessageId("<1@example.com>"),
                full().thread(),
                full().mailboxId(),
                full().digest(),
                Fixtures.NOW,
                Labels.NONE,
                new Envelope(
                        Optional.empty(),
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Optional.empty(),
                List.of(),
                0,
                Fixtures.NOW);

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
    }

    @Test
    default void keepsOddTextsOfMessages() {
        List<Message> messages = new ArrayList<>();
        for (String line : OddStrings.LINES) {
            int number = messages.size();
            messages.add(Fixtures.message(number)
                    .id("<" + number + "-" + line.replaceAll("[\\s<>\\p{Cntrl}]", "_") + "@example.com>")
                    .subject(line)
                    .from(line)
                    .labels(new Label(line))
                    .build());
        }

        messages.forEach(this::add);

        for (Message message : messages) {
            assertThat(store().find(message.inbox(), message.id())).contains(message);
            MessageFilter filter = new MessageFilter(message.labels(), Labels.NONE, Optional.empty(), Optional.empty());
            assertThat(store().list(message.inbox(), filter, PageRequest.first())
                            .items())
                    .containsExactly(message);
        }
    }

    @Test
    default void keepsAMessageOfManyAttachments() {
        MessageBuilder builder = Fixtures.message(1);
        for (int part = 0; part < 1000; part++) {
            builder.attachment(attachment("1." + part));
        }
        Message message = builder.build();

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
    }

    @Test
    default void findsSeveralInTheOrderAskedFor() {
        List<Message> messages = IntStream.range(0, 60)
                .mapToObj(number -> Fixtures.message(number).build())
                .toList();
        messages.forEach(this::add);
        List<Message> wanted = new ArrayList<>(messages);
        Collections.reverse(wanted);
        List<MessageId> ids = new ArrayList<>(wanted.stream().map(Message::id).toList());
        ids.add(5, new MessageId("<unknown@example.com>"));

        assertThat(store().find(Fixtures.SUPPORT, ids)).containsExactlyElementsOf(wanted);
        assertThat(store().find(Fixtures.SUPPORT, List.of())).isEmpty();
    }

    @Test
    default void addingTwiceIsAddingOnce() {
        Message message = Fixtures.message(1).build();
        ThreadSummary summary = ThreadSummary.startedBy(message);

        MessageStore.Addition addition =
                new MessageStore.Addition(message, Set.of(message.id()), Optional.empty(), summary);
        store().add(Fixtures.inbox(), addition);
        store().add(Fixtures.inbox(), addition);

        assertThat(store().list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first())
                        .items())
                .containsExactly(message);
        assertThat(store().listThread(Fixtures.SUPPORT, message.thread(), PageRequest.first())
                        .items())
                .containsExactly(message);
        assertThat(store().findThread(message.thread())).contains(summary);
    }

    @Test
    default void replacesTheLabels() {
        Message before = Fixtures.message(1).build();
        add(before);

        Message after = relabel(before, Label.RECEIVED, new Label("done"));

        assertThat(after.labels()).isEqualTo(Labels.of(Label.RECEIVED, new Label("done")));
        assertThat(store().find(before.inbox(), before.id())).contains(after);
        assertThat(store().findByMailboxId(before.inbox(), before.mailboxId())).contains(after);
        assertThat(store().list(Fixtures.SUPPORT, labelled(Label.UNREAD), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().list(Fixtures.SUPPORT, labelled(new Label("done")), PageRequest.first())
                        .items())
                .containsExactly(after);
    }

    @Test
    default void updatingTwiceIsUpdatingOnce() {
        Message before = Fixtures.message(1).build();
        Message after = before.withLabels(Labels.NONE, Fixtures.NOW.plusSeconds(100));
        add(before);
        ThreadSummary threadBefore = ThreadSummary.startedBy(before);
        ThreadSummary threadAfter = ThreadSummary.startedBy(after);

        store().update(Fixtures.inbox(), before, after, threadBefore, threadAfter);
        store().update(Fixtures.inbox(), before, after, threadBefore, threadAfter);

        assertThat(store().find(before.inbox(), before.id())).contains(after);
        assertThat(store().findThread(before.thread())).contains(threadAfter);
    }

    @Test
    default void forgetsADeletedMessageInEveryLookUp() {
        Message message = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        add(message, other);

        new Rows(store()).delete(Fixtures.inbox(), message);
        store().delete(Fixtures.inbox(), message, ThreadSummary.startedBy(message), Optional.empty());

        assertThat(store().find(message.inbox(), message.id())).isEmpty();
        assertThat(store().findByMailboxId(message.inbox(), message.mailboxId()))
                .isEmpty();
        assertThat(store().list(message.inbox(), MessageFilter.ALL, PageRequest.first())
                        .items())
                .containsExactly(other);
        assertThat(store().list(message.inbox(), labelled(Label.UNREAD), PageRequest.first())
                        .items())
                .containsExactly(other);
        assertThat(store().listThread(message.inbox(), message.thread(), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().findThread(message.thread())).isEmpty();
    }

    @Test
    default void aDeletedMessageCanComeAgain() {
        Message message = Fixtures.message(1).build();
        add(message);
        new Rows(store()).delete(Fixtures.inbox(), message);

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
        assertThat(store().findThread(message.inbox(), message.thread())).contains(ThreadSummary.startedBy(message));
    }

    @Test
    default void deletingAllLeavesNothingOfTheInbox() {
        Inbox inbox = Fixtures.inbox();
        Message first = Fixtures.message(1).build();
        Message answer = Fixtures.message(2).replyTo(first).build();
        Message elsewhere = Fixtures.message(3).in(Fixtures.SALES).build();
        add(first, answer, elsewhere);

        store().deleteAll(inbox);
        store().deleteAll(inbox);

        assertThat(store().list(inbox.id(), MessageFilter.ALL, PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().list(inbox.id(), labelled(Label.UNREAD), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().find(inbox.id(), List.of(first.id(), answer.id()))).isEmpty();
        assertThat(store().findByMailboxId(inbox.id(), first.mailboxId())).isEmpty();
        assertThat(store().findThread(first.thread())).isEmpty();
        assertThat(store().findThreads(inbox.id(), List.of(first.id()))).isEmpty();
        assertThat(store().listThreads(
                                new ThreadScope.OfOrganization(inbox.organization()),
                                MessageFilter.ALL,
                                PageRequest.first())
                        .items())
                .containsExactly(ThreadSummary.startedBy(elsewhere));
        assertThat(store().find(Fixtures.SALES, elsewhere.id())).contains(elsewhere);
    }

    @Test
    default void anInboxCanBeFilledAgainAfterDeletingAll() {
        Message message = Fixtures.message(1).build();
        add(message);
        store().deleteAll(Fixtures.inbox());

        add(message);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
        assertThat(store().list(message.inbox(), MessageFilter.ALL, PageRequest.first())
                        .items())
                .containsExactly(message);
        assertThat(store().findThreads(message.inbox(), List.of(message.id())))
                .containsEntry(message.id(), message.thread());
    }

    private Message relabel(Message before, Label... labels) {
        return new Rows(store()).relabel(Fixtures.inbox(), before, Labels.of(labels), Fixtures.NOW.plusSeconds(1000));
    }

    private static MessageFilter labelled(Label label) {
        return new MessageFilter(Labels.of(label), Labels.NONE, Optional.empty(), Optional.empty());
    }

    private static Message full() {
        return Fixtures.message(1)
                .references(new MessageId("<r1@example.com>"), new MessageId("<r2@example.com>"))
                .attachment(attachment("2"))
                .attachment(new Attachment(
                        new AttachmentId("3.1"), Optional.empty(), 0, Optional.empty(), true, Optional.of("cid@x")))
                .size(Long.MAX_VALUE)
                .build();
    }

    private static Attachment attachment(String part) {
        return new Attachment(
                new AttachmentId(part),
                Optional.of("größe \"" + part + "\" 👾.pdf"),
                123_456_789_012L,
                Optional.of("application/pdf"),
                false,
                Optional.empty());
    }
}
