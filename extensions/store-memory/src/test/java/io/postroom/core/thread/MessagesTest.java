package io.postroom.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final LabelChange STAR = change(Labels.of(Label.STARRED), Labels.NONE);

    private final Reading room = new Reading();
    private final Caller caller = Callers.unrestricted();

    @Test
    void showsAMessageWithItsTexts() {
        Message message = room.file(1, Label.RECEIVED);

        OpenedMessage opened = room.messages.get(caller, Fixtures.SUPPORT, message.id());

        assertThat(opened.message()).isEqualTo(message);
        assertThat(opened.parsed().orElseThrow().text()).contains("text 0");
    }

    @Test
    void showsAMessageWhoseOctetsAreGoneWithoutTexts() {
        Message message = room.file(1, Label.RECEIVED);
        room.mailboxes.delete(Fixtures.SUPPORT, List.of(message.mailboxId()));

        assertThat(room.messages.get(caller, Fixtures.SUPPORT, message.id()).parsed())
                .isEmpty();
        assertThat(room.messages.raw(Fixtures.SUPPORT, message.id())).isEmpty();
    }

    @Test
    void labelsAMessageAsItsLabelsAskFor() {
        Label old = new Label("old");
        Label next = new Label("next");
        Message message = room.file(1, Label.RECEIVED, Label.UNREAD, old);

        Message labelled = room.messages.update(
                caller, Fixtures.SUPPORT, message.id(), present -> LabelChange.replacingOwn(present, Labels.of(next)));

        assertThat(labelled.labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD, next));
        assertThat(room.labelsInMailbox(message)).isEqualTo(labelled.labels());
        assertThat(refusal(() -> room.messages.update(
                        caller,
                        Fixtures.SUPPORT,
                        message.id(),
                        present -> LabelChange.replacingOwn(present, Labels.of(Label.TRASH)))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> room.messages.update(
                        caller,
                        Fixtures.SUPPORT,
                        Reading.idOf(2),
                        present -> new LabelChange(Labels.NONE, Labels.NONE))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(room.labelsInMailbox(message)).isEqualTo(labelled.labels());
    }

    @Test
    void speaksOfAForeignMessageAsOfAnUnknownOne() {
        Message message = room.file(1, Label.RECEIVED);

        assertThat(refusal(() -> room.messages.get(Callers.stranger(), Fixtures.SUPPORT, message.id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> room.messages.get(Callers.of(Fixtures.SALES), Fixtures.SUPPORT, message.id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> room.messages.get(caller, Fixtures.SALES, message.id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> room.messages.get(caller, Fixtures.SUPPORT, Reading.idOf(2))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "spam,LABEL_SPAM_READ",
        "blocked,LABEL_BLOCKED_READ",
        "unauthenticated,LABEL_UNAUTHENTICATED_READ",
        "trash,LABEL_TRASH_READ"
    })
    void hidesAMessageFromWhoMayNotReadItsLabel(String label, Permission needed) {
        Message message = room.file(1, Label.RECEIVED, new Label(label));
        Caller blind = Callers.only(Permission.MESSAGE_READ, Permission.MESSAGE_UPDATE, Permission.MESSAGE_DELETE);
        Caller seeing = Callers.only(Permission.MESSAGE_READ, needed);

        assertThat(listed(seeing)).containsExactly(message);
        assertThat(room.messages.find(seeing, Fixtures.SUPPORT, message.id())).isEqualTo(message);
        assertThat(listed(blind)).isEmpty();
        assertThat(room.messages.batchGet(blind, Fixtures.SUPPORT, List.of(message.id())))
                .isEmpty();
        List<ThrowingCallable> attempts = List.of(
                () -> room.messages.get(blind, Fixtures.SUPPORT, message.id()),
                () -> room.messages.update(blind, Fixtures.SUPPORT, message.id(), STAR),
                () -> room.messages.delete(blind, Fixtures.SUPPORT, message.id()));
        assertThat(attempts).extracting(MessagesTest::refusal).containsOnly(Reason.NOT_FOUND);
        assertThat(listed(seeing)).containsExactly(message);
    }

    @Test
    void asksForThePermissionOfEachAction() {
        Message message = room.file(1, Label.RECEIVED);
        Caller none = Callers.only(Permission.INBOX_READ);

        List<ThrowingCallable> attempts = List.of(
                () -> listed(none),
                () -> room.messages.get(none, Fixtures.SUPPORT, message.id()),
                () -> room.messages.batchGet(none, Fixtures.SUPPORT, List.of(message.id())),
                () -> room.messages.update(none, Fixtures.SUPPORT, message.id(), STAR),
                () -> room.messages.delete(none, Fixtures.SUPPORT, message.id()));
        assertThat(attempts).extracting(MessagesTest::refusal).containsOnly(Reason.MISSING_PERMISSION);
    }

    @Test
    void labelsTheMailboxAndTheList() {
        Message message = room.file(1, Label.RECEIVED, Label.UNREAD);
        room.clock.advance(Duration.ofMinutes(1));

        Message labelled = room.messages.update(
                caller,
                Fixtures.SUPPORT,
                message.id(),
                change(Labels.of(Label.READ, Label.UNREAD), Labels.of(Label.UNREAD)));

        assertThat(labelled.labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.READ));
        assertThat(labelled.updatedAt()).isEqualTo(Fixtures.NOW.plusSeconds(60));
        assertThat(room.labelsInMailbox(message)).isEqualTo(labelled.labels());
        assertThat(listed(caller)).containsExactly(labelled);
    }

    @Test
    void leavesTheListAsTheMailboxIsWhenTheMailboxDoesNotAnswer() {
        Message message = room.file(1, Label.RECEIVED);
        room.mailboxes.outage().begin();

        assertThatThrownBy(() -> room.messages.update(caller, Fixtures.SUPPORT, message.id(), STAR))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(listed(caller)).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sent",
                "received",
                "bounced",
                "scheduled",
                "draft",
                "delivered",
                "complained",
                "rejected",
                "malformed",
                "duplicate"
            })
    void letsNoCallerTouchTheServersOwnLabels(String label) {
        Message message = room.file(1, Label.RECEIVED);
        Labels reserved = Labels.parse(List.of(label));

        for (LabelChange change : List.of(change(reserved, Labels.NONE), change(Labels.NONE, reserved))) {
            assertThat(refusal(() -> room.messages.update(caller, Fixtures.SUPPORT, message.id(), change)))
                    .isEqualTo(Reason.INVALID);
        }
    }

    @Test
    void labelsABatchWithoutWhatIsUnknown() {
        room.file(1, Label.RECEIVED);
        room.file(2, Label.RECEIVED);

        List<Message> labelled =
                room.messages.batchUpdate(caller, Fixtures.SUPPORT, List.of(id(2), id(7), id(1)), STAR);

        assertThat(labelled).extracting(Message::id).containsExactly(id(2), id(1));
        assertThat(listed(caller)).allMatch(message -> message.labels().contains(Label.STARRED));
    }

    @Test
    void getsABatchInTheOrderAskedForWithoutWhatIsUnknown() {
        room.file(1, Label.RECEIVED);
        room.file(2, Label.RECEIVED);

        assertThat(room.messages.batchGet(caller, Fixtures.SUPPORT, List.of(id(2), id(7), id(1))))
                .extracting(Message::id)
                .containsExactly(id(2), id(1));
    }

    @Test
    void boundsBatches() {
        assertThat(refusal(() -> room.messages.batchGet(caller, Fixtures.SUPPORT, List.of())))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> room.messages.batchGet(caller, Fixtures.SUPPORT, ids(0, 500))))
                .isEqualTo(Reason.INVALID);
        assertThat(room.messages.batchGet(caller, Fixtures.SUPPORT, ids(1, 500)))
                .isEmpty();
        assertThat(refusal(() -> room.messages.batchGet(caller, Fixtures.SUPPORT, List.of(id(1), id(1)))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> room.messages.batchUpdate(caller, Fixtures.SUPPORT, ids(0, 50), STAR)))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void deletesAMessageFromMailboxListAndThread() {
        Message message = room.file(1, Label.RECEIVED);

        room.messages.delete(caller, Fixtures.SUPPORT, message.id());

        assertThat(listed(caller)).isEmpty();
        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).isEmpty();
        assertThat(room.store.findThread(message.thread())).isEmpty();
        assertThat(refusal(() -> room.messages.delete(caller, Fixtures.SUPPORT, message.id())))
                .isEqualTo(Reason.NOT_FOUND);
    }

    private List<Message> listed(Caller who) {
        return room.messages
                .list(who, Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first())
                .items();
    }

    private static MessageId id(int number) {
        return Reading.idOf(number);
    }

    private static List<MessageId> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Reading::idOf).toList();
    }

    private static LabelChange change(Labels add, Labels remove) {
        return new LabelChange(add, remove);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }
}
