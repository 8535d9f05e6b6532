package io.postroom.core.receive;

import static io.postroom.core.receive.AnswerBudget.Verdict.BEYOND;
import static io.postroom.core.receive.AnswerBudget.Verdict.FIRST_BEYOND;
import static io.postroom.core.receive.AnswerBudget.Verdict.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.Rows;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
    private static final String ANN = "Ann <ann@example.com>";
    private static final MessageId OURS = new MessageId("<1@agents.example>");

    private final FixedClock clock = new FixedClock();
    private final MemoryMessageStore messages = new MemoryMessageStore();
    private final Inbox inbox = Fixtures.inbox();
    private final AnswerBudget budget = new AnswerBudget(3, messages, clock);

    @BeforeEach
    void sendOne() {
        new Rows(messages)
                .add(
                        inbox,
                        Fixtures.message(1).id(OURS.value()).labels(Label.SENT).build());
    }

    private AnswerBudget.Verdict take(String from, MessageId answered, MessageId... references) {
        Envelope envelope = new Envelope(
                Optional.empty(),
                from,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(answered),
                List.of(references));
        return budget.take(inbox, envelope, "bounces@example.com");
    }

    private void useUp(String from) {
        for (int i = 0; i < 3; i++) {
            assertThat(take(from, OURS, OURS)).isEqualTo(WITHIN);
        }
    }

    @Test
    void tellsOfTheFirstAnswerBeyondAndOfNoOther() {
        useUp(ANN);

        assertThat(take(ANN, OURS, OURS)).isEqualTo(FIRST_BEYOND);
        assertThat(take("ANN@Example.com", OURS, OURS)).isEqualTo(BEYOND);
    }

    @Test
    void letsAnswersThroughAgainAsTimeGoesBy() {
        useUp(ANN);
        take(ANN, OURS, OURS);
        clock.advance(Duration.ofMinutes(20));

        assertThat(take(ANN, OURS, OURS)).isEqualTo(WITHIN);
        assertThat(take(ANN, OURS, OURS)).isEqualTo(BEYOND);
        clock.advance(Duration.ofHours(2));
        useUp(ANN);
        assertThat(take(ANN, OURS, OURS)).isEqualTo(FIRST_BEYOND);
    }

    @Test
    void countsEachCorrespondentAndConversationByItself() {
        useUp(ANN);

        assertThat(take("bob@example.com", OURS, OURS)).isEqualTo(WITHIN);
        assertThat(take(ANN, OURS, new MessageId("<other@example.com>"), OURS)).isEqualTo(WITHIN);
        assertThat(take(ANN, OURS)).as("without references").isEqualTo(WITHIN);
    }

    @Test
    void countsNoMailThatAnswersNothingOfOurs() {
        useUp(ANN);
        MessageId theirs = new MessageId("<1@example.com>");
        MessageId notSent = new MessageId("<unknown@agents.example>");

        for (int i = 0; i < 10; i++) {
            assertThat(take(ANN, theirs, OURS, theirs)).isEqualTo(WITHIN);
            assertThat(take(ANN, notSent, OURS)).isEqualTo(WITHIN);
        }
    }

    @Test
    void knowsNoLimitWhereThereIsNone() {
        AnswerBudget unlimited = new AnswerBudget(0, messages, clock);
        Envelope answer = new Envelope(
                Optional.empty(),
                ANN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(OURS),
                List.of());

        for (int i = 0; i < 100; i++) {
            assertThat(unlimited.take(inbox, answer, "")).isEqualTo(WITHIN);
        }
    }
}
