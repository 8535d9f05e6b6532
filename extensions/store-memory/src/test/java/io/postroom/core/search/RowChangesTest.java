package io.postroom.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.search.RowChange.Gone;
import io.postroom.core.search.RowChange.InboxGone;
import io.postroom.core.search.RowChange.Look;
import io.postroom.core.search.RowChange.MessageIs;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RowChangesTest {
    private static final Inbox SUPPORT = Fixtures.inbox();
    private static final Message ONE = Fixtures.message(1).build();
    private static final Message TWO = Fixtures.message(2).build();
    private static final Message SOLD = Fixtures.message(3).in(Fixtures.SALES).build();

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RowChanges changes = new RowChanges();

    private List<RowChange> all() {
        return changes.take(Integer.MAX_VALUE);
    }

    @Test
    void keepsTheLastChangeOfEachRow() {
        Message read = ONE.withLabels(Labels.NONE, Fixtures.NOW);
        changes.is(SUPPORT, ONE);
        changes.is(SUPPORT, TWO);
        changes.is(SUPPORT, read);
        changes.gone(TWO);

        assertThat(all()).containsExactly(new MessageIs(SUPPORT, read), new Gone(Indexed.Key.of(TWO)));
        assertThat(all()).isEmpty();
    }

    @Test
    void nobodyWaitsForWhatIsMade() {
        assertThat(changes.awaitMade(MINUTE)).isTrue();
        changes.is(SUPPORT, ONE);
        changes.look(Indexed.Key.of(TWO));
        all();
        changes.made();

        assertThat(changes.awaitMade(MINUTE)).isTrue();
    }

    @Test
    void whoWaitsIsToldOnceTheChangesHeardBeforeAreMade() throws Exception {
        changes.is(SUPPORT, ONE);
        changes.is(SUPPORT, TWO);
        FutureTask<Boolean> waiting = new FutureTask<>(() -> changes.awaitMade(MINUTE));
        new Thread(waiting, "waiting").start();

        changes.gather(MINUTE); // ends since somebody waits
        changes.is(Fixtures.inbox(Fixtures.SALES), SOLD);
        changes.take(1);
        changes.made();
        assertThat(waiting.isDone()).isFalse();
        changes.take(1);
        assertThat(waiting.isDone()).isFalse();
        changes.made();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(changes.size()).isEqualTo(1);
    }

    @Test
    void nobodyWaitsLongerThanHeWantsOrWhileTheIndexCannotFollow() {
        changes.is(SUPPORT, ONE);
        assertThat(changes.awaitMade(Duration.ofMillis(5))).isFalse();

        changes.giveBack(all());
        assertThat(changes.awaitMade(MINUTE)).isFalse();

        all();
        changes.made();
        assertThat(changes.awaitMade(MINUTE)).isTrue();
    }

    @Test
    void anInboxThatGoesTakesWhatWasHeardOfItAlong() {
        changes.is(SUPPORT, ONE);
        changes.is(Fixtures.inbox(Fixtures.SALES), SOLD);
        changes.gone(Fixtures.SUPPORT);
        changes.is(SUPPORT, TWO);

        assertThat(all())
                .containsExactly(
                        new MessageIs(Fixtures.inbox(Fixtures.SALES), SOLD),
                        new InboxGone(Fixtures.SUPPORT),
                        new MessageIs(SUPPORT, TWO));
    }

    @Test
    void whatWasHeardComesBeforeWhatIsToBeLookedAt() {
        changes.look(Indexed.Key.of(ONE));
        changes.is(SUPPORT, TWO);

        assertThat(changes.take(1)).containsExactly(new MessageIs(SUPPORT, TWO));
        assertThat(changes.take(1)).containsExactly(new Look(Indexed.Key.of(ONE)));
    }

    @Test
    void whatIsGivenBackComesFirstUnlessThereIsNewer() {
        changes.is(SUPPORT, ONE);
        changes.is(SUPPORT, TWO);
        List<RowChange> taken = all();
        changes.gone(ONE);

        changes.giveBack(taken);

        assertThat(all()).containsExactly(new MessageIs(SUPPORT, TWO), new Gone(Indexed.Key.of(ONE)));
    }

    @Test
    void tooManyChangesPutTheirInboxInDoubt() {
        for (int i = 0; i <= RowChanges.CAPACITY; i++) {
            changes.is(SUPPORT, Fixtures.message(i).build());
        }

        assertThat(all()).hasSize(RowChanges.CAPACITY);
        assertThat(changes.isDoubtful()).isTrue();
        assertThat(changes.takeDoubtful()).contains(Fixtures.SUPPORT);
        assertThat(changes.takeDoubtful()).isEmpty();
    }

    @Test
    void whoeverWaitsForRoomIsToldOfTheEnd() {
        changes.look(Indexed.Key.of(ONE));
        changes.close();

        assertThatThrownBy(() -> changes.awaitRoom(0)).isInstanceOf(CancellationException.class);
    }
}
