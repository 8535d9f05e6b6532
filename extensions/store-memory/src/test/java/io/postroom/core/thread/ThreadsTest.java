package io.postroom.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final LabelChange STAR = new LabelChange(Labels.of(Label.STARRED), Labels.NONE);

    private final Reading room = new Reading();
    private final Caller caller = Callers.unrestricted();

    @Test
    void showsTheNewestMessagesFirstAndEachPageOldestFirst() {
        Message first = thread(5);

        Threads.OpenedThread newest =
                room.threads.get(caller, first.thread(), Labels.NONE, new PageRequest(2, Optional.empty(), false));
        Threads.OpenedThread older = room.threads.get(
                caller,
                first.thread(),
                Labels.NONE,
                new PageRequest(2, newest.messages().next(), false));

        assertThat(ids(newest))
                .containsExactly(Reading.idOf(4).value(), Reading.idOf(5).value());
        assertThat(ids(older))
                .containsExactly(Reading.idOf(2).value(), Reading.idOf(3).value());
        assertThat(newest.summary().messageCount()).isEqualTo(5);
    }

    @Test
    void findsAThreadFromEverywhereTheKeyReaches() {
        ThreadId thread = thread(1).thread();

        for (Caller who : List.of(caller, Callers.of(Fixtures.POD), Callers.of(Fixtures.SUPPORT))) {
            assertThat(room.threads
                            .get(who, thread, Labels.NONE, PageRequest.first())
                            .summary()
                            .id())
                    .isEqualTo(thread);
            assertThat(listed(who)).extracting(ThreadSummary::id).containsExactly(thread);
        }
        for (Caller who : List.of(Callers.stranger(), Callers.of(Fixtures.OTHER_POD), Callers.of(Fixtures.SALES))) {
            assertThat(refusal(() -> room.threads.get(who, thread, Labels.NONE, PageRequest.first())))
                    .hasMessage("Thread not found");
            assertThat(listed(who)).isEmpty();
        }
        Caller confined = caller.within(new Scope.OneInbox(Fixtures.POD, Fixtures.SALES));
        assertThat(refusal(() -> room.threads.get(confined, thread, Labels.NONE, PageRequest.first())))
                .hasMessage("Thread not found");
    }

    @Test
    void hidesAThreadFromWhoMayNotReadOneOfItsLabels() {
        Message spam = room.file(1, Label.RECEIVED, Label.SPAM);
        Caller blind = Callers.only(Permission.MESSAGE_READ, Permission.MESSAGE_UPDATE, Permission.MESSAGE_DELETE);

        List<ThrowingCallable> attempts = List.of(
                () -> room.threads.get(blind, spam.thread(), Labels.NONE, PageRequest.first()),
                () -> room.threads.update(blind, spam.thread(), STAR),
                () -> room.threads.delete(blind, spam.thread()));

        assertThat(attempts).extracting(attempt -> refusal(attempt).reason()).containsOnly(Reason.NOT_FOUND);
        assertThat(listed(blind)).isEmpty();
        assertThat(listed(caller)).hasSize(1);
    }

    @Test
    void showsAThreadWithoutTheMessagesThatAreToBeHidden() {
        Message first = room.file(1, Label.RECEIVED);
        answer(first, 2, Label.SPAM);
        answer(first, 3, Label.TRASH);
        Labels trash = Labels.of(Label.TRASH);
        Caller blind = Callers.only(Permission.MESSAGE_READ);

        assertThat(ids(room.threads.get(caller, first.thread(), MessageFilter.RESTRICTED, PageRequest.first())))
                .containsExactly(Reading.idOf(1).value());
        assertThat(ids(room.threads.get(caller, first.thread(), trash, PageRequest.first())))
                .containsExactly(Reading.idOf(1).value(), Reading.idOf(2).value());
        assertThat(ids(room.threads.get(blind, first.thread(), Labels.NONE, PageRequest.first())))
                .containsExactly(Reading.idOf(1).value());
    }

    @Test
    void showsWhatThereIsInAThreadThatIsHiddenAsAWhole() {
        Message first = room.file(1, Label.TRASH);

        assertThat(ids(room.threads.get(caller, first.thread(), MessageFilter.RESTRICTED, PageRequest.first())))
                .containsExactly(Reading.idOf(1).value());
    }

    @Test
    void showsTheArchivedMessagesOfAConversation() {
        Message first = room.file(1, Label.ARCHIVED);
        answer(first, 2, Label.RECEIVED);
        answer(first, 3, Label.SPAM);
        Message archived = room.file(4, Label.ARCHIVED);
        answer(archived, 5, Label.SPAM);

        assertThat(ids(room.threads.get(caller, first.thread(), MessageFilter.RESTRICTED, PageRequest.first())))
                .containsExactly(Reading.idOf(1).value(), Reading.idOf(2).value());
        assertThat(ids(room.threads.get(caller, archived.thread(), MessageFilter.RESTRICTED, PageRequest.first())))
                .containsExactly(Reading.idOf(4).value());
    }

    @Test
    void archivesAConversation() {
        Message first = thread(3);
        LabelChange archive = new LabelChange(Labels.of(Label.ARCHIVED), Labels.NONE);

        ThreadSummary archived = room.threads.update(caller, first.thread(), archive);

        assertThat(archived.labels().contains(Label.ARCHIVED)).isTrue();
        assertThat(room.threads.list(caller, usual(), PageRequest.first()).items())
                .isEmpty();
        assertThat(listed(caller)).containsExactly(archived);
        answer(first, 4, Label.RECEIVED);
        assertThat(room.threads.list(caller, usual(), PageRequest.first()).items())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(4));
    }

    private static MessageFilter usual() {
        return new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());
    }

    @Test
    void leavesMessagesAloneThatTheCallerMayNotKnowOf() {
        Message first = room.file(1, Label.RECEIVED);
        Message spam = answer(first, 2, Label.SPAM);
        Caller blind = Callers.only(Permission.MESSAGE_READ, Permission.MESSAGE_UPDATE, Permission.MESSAGE_DELETE);

        room.threads.update(blind, first.thread(), STAR);
        room.threads.delete(blind, first.thread());

        assertThat(room.store.find(Fixtures.SUPPORT, first.id())).isEmpty();
        assertThat(room.store.find(Fixtures.SUPPORT, spam.id()))
                .get()
                .extracting(Message::labels)
                .isEqualTo(Labels.of(Label.SPAM));
        assertThat(refusal(() -> room.threads.get(blind, first.thread(), Labels.NONE, PageRequest.first())))
                .hasMessage("Thread not found");
    }

    @Test
    void countsHiddenMessagesAmongThoseThatCannotBeLabelledAtOnce() {
        Message first = room.file(1, Label.RECEIVED);
        for (int number = 2; number <= 100; number++) {
            answer(first, number, Label.SPAM);
        }

        assertThat(refusal(() -> room.threads.update(caller, first.thread(), STAR))
                        .reason())
                .isEqualTo(Reason.UNPROCESSABLE);
    }

    @Test
    void labelsEveryMessageOfAThread() {
        Message first = thread(3);

        ThreadSummary labelled = room.threads.update(caller, first.thread(), STAR);

        assertThat(labelled.labels().contains(Label.STARRED)).isTrue();
        assertThat(room.messages
                        .list(caller, Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first())
                        .items())
                .hasSize(3)
                .allMatch(message -> message.labels().contains(Label.STARRED))
                .allMatch(message -> room.labelsInMailbox(message).contains(Label.STARRED));
    }

    @Test
    void doesNotLabelAThreadOfAHundredMessagesAtOnce() {
        Message first = thread(100);

        assertThat(refusal(() -> room.threads.update(caller, first.thread(), STAR))
                        .reason())
                .isEqualTo(Reason.UNPROCESSABLE);
    }

    @Test
    void letsNoCallerTouchTheServersOwnLabels() {
        ThreadId thread = thread(1).thread();
        LabelChange reserved = new LabelChange(Labels.NONE, Labels.of(Label.RECEIVED));

        assertThat(refusal(() -> room.threads.update(caller, thread, reserved)).reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void deletesAThreadWithItsMessages() {
        ThreadId thread = thread(120).thread();
        Message other = room.file(500, Label.RECEIVED);

        room.threads.delete(caller, thread);

        assertThat(listed(caller)).extracting(ThreadSummary::id).containsExactly(other.thread());
        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
    }

    @Test
    void findsTheMessageOfAnAttachment() {
        Message first = thread(2);
        AttachmentId id = new AttachmentId("2").of(Reading.idOf(9));
        Attachment attachment =
                new Attachment(id, Optional.of("a.pdf"), 9, Optional.of("application/pdf"), false, Optional.empty());
        Message with = room.file(
                Fixtures.message(9).replyTo(first).attachment(attachment).build());

        assertThat(room.threads.findAttachment(caller, first.thread(), id)).isEqualTo(with);
        assertThat(refusal(() ->
                        room.threads.findAttachment(caller, first.thread(), new AttachmentId("2").of(Reading.idOf(1)))))
                .hasMessage("Attachment not found");
    }

    /** Files messages 1 to {@code size} as one thread; returns the first. */
    private Message thread(int size) {
        Message first = room.file(1, Label.RECEIVED);
        for (int number = 2; number <= size; number++) {
            answer(first, number, Label.RECEIVED);
        }
        return first;
    }

    private Message answer(Message first, int number, Label label) {
        return room.file(Fixtures.message(number).replyTo(first).labels(label).build());
    }

    private List<ThreadSummary> listed(Caller who) {
        return room.threads.list(who, MessageFilter.ALL, PageRequest.first()).items();
    }

    private static List<String> ids(Threads.OpenedThread thread) {
        return thread.messages().items().stream()
                .map(opened -> opened.message().id().value())
                .toList();
    }

    private static RefusedException refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call);
    }
}
