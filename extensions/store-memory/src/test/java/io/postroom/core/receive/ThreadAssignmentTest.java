package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.ThreadId;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadAssignmentTest {
    private static final TextMessage ROOT = TextMessage.of("Message-ID: <root@x>\nSubject: plan\n\n0");
    private static final TextMessage REPLY =
            TextMessage.of("Message-ID: <reply@x>\nIn-Reply-To: <root@x>\nSubject: Re: plan\n\n1");
    private static final TextMessage OTHER_REPLY =
            TextMessage.of("Message-ID: <other@x>\nReferences: <root@x>\nSubject: Re: plan\n\n2");
    private static final TextMessage LAST = TextMessage.of(
            "Message-ID: <last@x>\nReferences: <root@x> <reply@x>\nIn-Reply-To: <reply@x>\nSubject: Re: plan\n\n3");

    private final Receiving room = new Receiving();

    @Test
    void startsAThreadForAMessageThatAnswersNothing() {
        deliver(ROOT, TextMessage.of("Message-ID: <same@x>\nSubject: plan\n\nother"));

        assertThat(room.threads()).hasSize(2);
    }

    @Test
    void putsAnAnswerIntoTheThreadOfWhatItAnswers() {
        deliver(ROOT, REPLY, OTHER_REPLY, LAST);

        assertThat(threadIds()).containsOnly(room.threads().get(0).id());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheSameThreadInWhateverOrderTheMessagesCome(long seed) {
        List<TextMessage> messages = new ArrayList<>(List.of(ROOT, OTHER_REPLY, LAST, REPLY));
        Collections.shuffle(messages, new Random(seed));

        deliver(messages.toArray(TextMessage[]::new));

        assertThat(room.threads()).hasSize(1);
        assertThat(threadIds()).containsOnly(room.threads().get(0).id());
        assertThat(room.threads().get(0))
                .isEqualTo(ThreadSummary.of(room.listed()).orElseThrow());
    }

    @Test
    void bringsAnswersTogetherWhoseQuestionNeverCame() {
        deliver(REPLY, OTHER_REPLY);

        assertThat(room.threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(2));
    }

    @Test
    void believesTheNearestAncestorWhereTheyDisagree() {
        deliver(ROOT, TextMessage.of("Message-ID: <elsewhere@x>\n\nx"));
        deliver(TextMessage.of("Message-ID: <both@x>\nReferences: <root@x>\nIn-Reply-To: <elsewhere@x>\n\ny"));

        assertThat(threadOf("<both@x>")).isEqualTo(threadOf("<elsewhere@x>"));
    }

    @Test
    void neverJoinsMessagesBySubject() {
        deliver(ROOT, TextMessage.of("Message-ID: <stranger@x>\nSubject: Re: plan\n\nx"));

        assertThat(room.threads()).hasSize(2);
    }

    @Test
    void bearsAMessageThatAnswersItself() {
        deliver(TextMessage.of("Message-ID: <self@x>\nIn-Reply-To: <self@x>\nReferences: <self@x>\n\nx"));

        assertThat(room.threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(1));
    }

    @Test
    void summarizesAThreadInTheOrderOfItsMessagesWhenAnOlderOneIsFiledLate() {
        room.clock.advance(Duration.ofDays(1));
        deliver(REPLY);
        MailboxMessageId older = room.mailboxes.append(Fixtures.SUPPORT, ROOT, Labels.of(Label.RECEIVED), Fixtures.NOW);

        room.changes.appeared(Fixtures.SUPPORT, older);

        assertThat(room.threads()).singleElement().satisfies(thread -> {
            assertThat(thread.subject()).contains("plan");
            assertThat(thread.preview()).contains("1");
            assertThat(thread.createdAt()).isEqualTo(Fixtures.NOW);
            assertThat(thread).isEqualTo(ThreadSummary.of(room.listed()).orElseThrow());
        });
    }

    private void deliver(TextMessage... messages) {
        for (TextMessage message : messages) {
            room.deliver("arrival" + message.hashCode(), message);
            room.clock.advance(Duration.ofSeconds(1));
        }
    }

    private List<ThreadId> threadIds() {
        return room.listed().stream().map(Message::thread).toList();
    }

    private ThreadId threadOf(String messageId) {
        return room.listed().stream()
                .filter(message -> message.id().value().equals(messageId))
                .map(Message::thread)
                .findFirst()
                .orElseThrow();
    }
}
