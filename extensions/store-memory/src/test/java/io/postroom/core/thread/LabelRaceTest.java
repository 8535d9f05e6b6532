package io.postroom.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of labels that depend on those that are there. */
class LabelRaceTest {
    private static final int RUNNERS = 30;
    private static final int MOST = 20;

    private final Reading room = new Reading();
    private final Caller caller = Callers.unrestricted();

    private Message update(Message message, Function<Labels, LabelChange> change) {
        return room.messages.update(caller, Fixtures.SUPPORT, message.id(), change);
    }

    private static Labels label(int number) {
        return Labels.of(new Label("l" + number));
    }

    private static LabelChange add(Labels more) {
        return new LabelChange(more, Labels.NONE);
    }

    private static LabelChange addWithin(Labels present, Labels more) {
        if (present.with(more).own().values().size() > MOST) {
            throw RefusedException.invalid("add", "too many");
        }
        return add(more);
    }

    @Test
    void noneIsLost() {
        Message message = room.file(1, Label.RECEIVED);

        Race.of(RUNNERS, i -> update(message, labels -> add(label(i))));

        assertThat(room.messages.find(caller, Fixtures.SUPPORT, message.id()).labels())
                .isEqualTo(Labels.of(IntStream.range(0, RUNNERS)
                                .mapToObj(i -> new Label("l" + i))
                                .collect(Collectors.toList()))
                        .with(Labels.of(Label.RECEIVED)));
    }

    @Test
    void noRacePassesALimit() {
        Message message = room.file(1, Label.RECEIVED);

        List<Boolean> taken = Race.of(RUNNERS, i -> {
            try {
                update(message, labels -> addWithin(labels, label(i)));
                return true;
            } catch (RefusedException e) {
                return false;
            }
        });

        Labels after =
                room.messages.find(caller, Fixtures.SUPPORT, message.id()).labels();
        assertThat(after.own().values()).hasSize(MOST);
        assertThat(taken.stream().filter(Boolean::booleanValue)).hasSize(MOST);
        assertThat(room.labelsInMailbox(message)).isEqualTo(after);
    }

    @Test
    void whatIsRefusedLeavesTheMessageAsItIs() {
        Message message = room.file(1, Label.RECEIVED, Label.UNREAD);

        RefusedException reserved = catchThrowableOfType(
                RefusedException.class, () -> update(message, labels -> add(Labels.of(Label.SENT))));

        assertThat(reserved.reason()).isEqualTo(Reason.INVALID);
        assertThat(room.messages.find(caller, Fixtures.SUPPORT, message.id())).isEqualTo(message);
    }

    @Test
    void aChangeOfNothingWritesNothing() {
        Message message = room.file(1, Label.RECEIVED);

        assertThat(update(message, labels -> add(labels.own()))).isEqualTo(message);
    }
}
