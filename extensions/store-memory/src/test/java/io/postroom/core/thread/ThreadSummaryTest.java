package io.postroom.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThreadSummaryTest {
    private static final Message FIRST = Fixtures.message(1).build();
    private static final Message SPAM =
            Fixtures.message(2).replyTo(FIRST).labels(Label.SPAM).build();

    @Test
    void saysNothingOfMessagesThatAreSetAsideWhereThereAreOthers() {
        assertThat(ThreadSummary.of(List.of(FIRST, SPAM))).contains(ThreadSummary.startedBy(FIRST));
        assertThat(ThreadSummary.startedBy(FIRST).with(SPAM)).contains(ThreadSummary.startedBy(FIRST));
    }

    @Test
    void tellsOfMessagesThatAreSetAsideWhereAllAre() {
        Message trash = Fixtures.message(3).replyTo(FIRST).labels(Label.TRASH).build();

        ThreadSummary summary = ThreadSummary.of(List.of(SPAM, trash)).orElseThrow();

        assertThat(summary.isSetAside()).isTrue();
        assertThat(summary.messageCount()).isEqualTo(2);
        assertThat(summary.labels().texts()).containsExactly("spam", "trash");
    }

    @Test
    void tellsOfArchivedMessagesAndIsArchivedIfAllAre() {
        Message archived = Fixtures.message(3)
                .replyTo(FIRST)
                .labels(Label.RECEIVED, Label.ARCHIVED)
                .build();
        Message also = Fixtures.message(4)
                .replyTo(FIRST)
                .labels(Label.SENT, Label.ARCHIVED)
                .build();

        ThreadSummary some = ThreadSummary.of(List.of(FIRST, archived)).orElseThrow();
        ThreadSummary all = ThreadSummary.of(List.of(SPAM, archived, also)).orElseThrow();

        assertThat(some.messageCount()).isEqualTo(2);
        assertThat(some.lastMessage()).isEqualTo(archived.id());
        assertThat(some.labels().texts()).containsExactly("received", "unread");
        assertThat(all.messageCount()).isEqualTo(2);
        assertThat(all.labels().texts()).containsExactly("archived", "received", "sent");
        assertThat(all.isSetAside()).isFalse();
    }

    @Test
    void oneMessageMoreTakesItOutOfTheArchiveAndNoOtherMessageIsReadForThat() {
        Message archived = Fixtures.message(1).labels(Label.ARCHIVED).build();
        Message answer = Fixtures.message(2).replyTo(archived).build();

        assertThat(ThreadSummary.startedBy(archived).with(answer))
                .isEqualTo(ThreadSummary.of(List.of(archived, answer)))
                .get()
                .satisfies(thread ->
                        assertThat(thread.labels().contains(Label.ARCHIVED)).isFalse());
    }

    /** What an older version made of both: it cannot be told from it what is to be left out. */
    @Test
    void isMadeAnewWhereAMessageIsTheFirstThatIsShown() {
        assertThat(ThreadSummary.startedBy(SPAM)
                        .with(Fixtures.message(3).replyTo(FIRST).build()))
                .isEmpty();
    }

    @Test
    void growsToWhatItsMessagesMakeOfIt() {
        Label[] kinds = {Label.RECEIVED, Label.SENT, Label.ARCHIVED, Label.SPAM, Label.BLOCKED};
        int grown = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Message> messages = new ArrayList<>();
            Optional<ThreadSummary> summary = Optional.empty();
            for (int number = 1; number <= 8; number++) {
                Message message = Fixtures.message(number)
                        .replyTo(FIRST)
                        .at(Fixtures.NOW.plusSeconds(random.nextInt(8)))
                        .from("from-" + random.nextInt(4) + "@example.com")
                        .labels(kinds[random.nextInt(kinds.length)])
                        .build();
                messages.add(message);
                Optional<ThreadSummary> with = summary.flatMap(known -> known.with(message));
                summary = ThreadSummary.of(messages);
                if (with.isPresent()) {
                    assertThat(with).as("seed %s", seed).isEqualTo(summary);
                    grown++;
                }
            }
        }
        assertThat(grown).isGreaterThan(300);
    }
}
