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
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Messages.Archiving;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArchivingTest {
    private static final MessageFilter USUAL =
            new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());

    private final Reading room = new Reading();
    private final Caller caller = Callers.unrestricted();

    private Archiving archive(Message message, boolean archived) {
        return room.messages.archive(caller, Fixtures.SUPPORT, message.id(), archived);
    }

    private List<Message> listed(MessageFilter filter) {
        return room.messages
                .list(caller, Fixtures.SUPPORT, filter, PageRequest.first())
                .items();
    }

    @Test
    void tellsWhetherSomethingChanged() {
        Message message = room.file(1, Label.RECEIVED, Label.UNREAD);

        Archiving first = archive(message, true);
        Archiving second = archive(message, true);
        Archiving back = archive(message, false);
        Archiving backAgain = archive(message, false);

        assertThat(List.of(first, second, back, backAgain))
                .extracting(Archiving::changed)
                .containsExactly(true, false, true, false);
        assertThat(first.message().labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD, Label.ARCHIVED));
        assertThat(second.message()).isEqualTo(first.message());
        assertThat(back.message().labels()).isEqualTo(message.labels());
        assertThat(room.labelsInMailbox(message)).isEqualTo(message.labels());
    }

    @Test
    void hidesTheMessageFromListsAndFromNobodyWhoNamesIt() {
        Message message = room.file(1, Label.RECEIVED);

        Message archived = archive(message, true).message();

        assertThat(listed(USUAL)).isEmpty();
        assertThat(listed(MessageFilter.ALL)).containsExactly(archived);
        Caller reader = Callers.only(Permission.MESSAGE_READ);
        assertThat(room.messages.find(reader, Fixtures.SUPPORT, message.id())).isEqualTo(archived);
        assertThat(room.labelsInMailbox(message)).isEqualTo(archived.labels());
    }

    @Test
    void oneOfManyWhoArchiveAMessageAtTheSameTimeDoesIt() {
        Message message = room.file(1, Label.RECEIVED);
        for (boolean archived : new boolean[] {true, false, true}) {
            List<Archiving> all = Race.of(20, number -> archive(message, archived));

            assertThat(all).filteredOn(Archiving::changed).hasSize(1);
            assertThat(all).allMatch(one -> one.message().labels().contains(Label.ARCHIVED) == archived);
        }
    }

    @Test
    void keepsAMessageInTheTrashAndRemembersTheArchive() {
        Message message = room.file(1, Label.RECEIVED, Label.TRASH);

        assertThat(archive(message, true).changed()).isTrue();

        assertThat(room.labelsInMailbox(message)).isEqualTo(Labels.of(Label.RECEIVED, Label.TRASH, Label.ARCHIVED));
        LabelChange restore = new LabelChange(Labels.NONE, Labels.of(Label.TRASH));
        room.messages.update(caller, Fixtures.SUPPORT, message.id(), restore);
        assertThat(listed(USUAL)).isEmpty();
        assertThat(archive(message, true).changed()).isFalse();
    }

    @Test
    void wantsThePermissionToUpdateAndTheMessage() {
        Message message = room.file(1, Label.RECEIVED);
        Message spam = room.file(2, Label.SPAM);
        Caller reader = Callers.only(Permission.MESSAGE_READ);
        Caller blind = Callers.only(Permission.MESSAGE_UPDATE);

        assertThat(refusal(() -> room.messages.archive(reader, Fixtures.SUPPORT, message.id(), true)))
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> room.messages.archive(blind, Fixtures.SUPPORT, spam.id(), true)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> room.messages.archive(caller, Fixtures.SUPPORT, Reading.idOf(9), true)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> room.messages.archive(caller, Fixtures.SALES, message.id(), true)))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void changesNoRowWhenTheMailboxDoesNotAnswer() {
        Message message = room.file(1, Label.RECEIVED);
        room.mailboxes.outage().begin();

        assertThatThrownBy(() -> archive(message, true)).isInstanceOf(UncheckedIOException.class);

        assertThat(listed(USUAL)).containsExactly(message);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }
}
