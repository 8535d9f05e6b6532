package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.thread.MailUsage;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single threads in a {@link io.postroom.core.thread.MessageStore}. */
public interface ThreadContract extends WithMessageStore {
    @Test
    default void findsAThreadWithAndWithoutItsInbox() {
        Message message = Fixtures.message(1).build();

        add(message);

        ThreadSummary summary = ThreadSummary.startedBy(message);
        assertThat(store().findThread(message.inbox(), message.thread())).contains(summary);
        assertThat(store().findThread(message.thread())).contains(summary);
    }

    @Test
    default void findsNoThreadThatNobodyStarted() {
        ThreadId unknown = new ThreadId(Fixtures.uuid(7));

        assertThat(store().findThread(Fixtures.SUPPORT, unknown)).isEmpty();
        assertThat(store().findThread(unknown)).isEmpty();
        assertThat(store().findThreadRoot(Fixtures.SUPPORT, unknown)).isEmpty();
        assertThat(PageWalk.newestFirst(10, page -> store().listThread(Fixtures.SUPPORT, unknown, page)))
                .isEmpty();
    }

    @Test
    default void aThreadGrowsWithEachMessage() {
        Message first = Fixtures.message(1).build();
        Message second =
                Fixtures.message(2).replyTo(first).from("Bob <bob@example.com>").build();
        Message third = Fixtures.message(3).replyTo(second).build();

        add(first, second, third);

        assertThat(store().findThread(first.inbox(), first.thread()))
                .isEqualTo(ThreadSummary.of(List.of(first, second, third)));
    }

    @Test
    default void listsTheMessagesOfAThreadInBothDirections() {
        Message first = Fixtures.message(0).build();
        List<Message> messages = new ArrayList<>(List.of(first));
        for (int number = 1; number < 25; number++) {
            messages.add(Fixtures.message(number)
                    .replyTo(first)
                    .at(first.timestamp().plusMillis(number / 10))
                    .build());
        }
        messages.forEach(this::add);
        add(Fixtures.message(100).build());

        List<Message> reversed = new ArrayList<>(messages);
        Collections.reverse(reversed);
        for (int limit : new int[] {1, 4, 100}) {
            assertThat(PageWalk.oldestFirst(limit, page -> store().listThread(Fixtures.SUPPORT, first.thread(), page)))
                    .containsExactlyElementsOf(messages);
            assertThat(PageWalk.newestFirst(limit, page -> store().listThread(Fixtures.SUPPORT, first.thread(), page)))
                    .containsExactlyElementsOf(reversed);
        }
    }

    @Test
    default void aThreadShowsTheLabelsOfItsMessagesNow() {
        Message first = Fixtures.message(1).build();
        Message second = Fixtures.message(2).replyTo(first).build();
        add(first, second);

        Message changed = new Rows(store())
                .relabel(Fixtures.inbox(), first, Labels.of(Label.STARRED), Fixtures.NOW.plusSeconds(60));

        assertThat(store().findThread(first.inbox(), first.thread()))
                .isEqualTo(ThreadSummary.of(List.of(changed, second)));
        assertThat(PageWalk.oldestFirst(10, page -> store().listThread(Fixtures.SUPPORT, first.thread(), page)))
                .containsExactly(changed, second);
    }

    @Test
    default void aThreadShrinksWithEachDeletion() {
        Message first = Fixtures.message(1).build();
        Message second = Fixtures.message(2).replyTo(first).build();
        add(first, second);
        Rows rows = new Rows(store());

        rows.delete(Fixtures.inbox(), second);
        assertThat(store().findThread(first.thread())).contains(ThreadSummary.startedBy(first));
        rows.delete(Fixtures.inbox(), first);
        assertThat(store().findThread(first.thread())).isEmpty();
    }

    @Test
    default void theRootIsTheOldestMessageThatIsThere() {
        Message second = Fixtures.message(2).build();
        Message first = Fixtures.message(1).replyTo(second).build();
        add(second, first);

        assertThat(store().findThreadRoot(Fixtures.SUPPORT, second.thread())).contains(first.mailboxId());
        new Rows(store()).delete(Fixtures.inbox(), first);
        assertThat(store().findThreadRoot(Fixtures.SUPPORT, second.thread())).contains(second.mailboxId());
    }

    @Test
    default void measuresWhatIsInAnInbox() {
        Message first = Fixtures.message(1).build();
        Message second = Fixtures.message(2).replyTo(first).build();
        Message other = Fixtures.message(3).build();
        assertThat(store().measure(Fixtures.SUPPORT)).isEqualTo(new MailUsage(0, 0, 0));
        add(first, second, other, Fixtures.message(4).in(Fixtures.SALES).build());

        assertThat(store().measure(Fixtures.SUPPORT)).isEqualTo(new MailUsage(3, 3 * first.size(), 2));
        new Rows(store()).delete(Fixtures.inbox(), other);
        assertThat(store().measure(Fixtures.SUPPORT)).isEqualTo(new MailUsage(2, 2 * first.size(), 1));
    }

    @Test
    default void aMessageLeadsToItsThread() {
        Message message = Fixtures.message(1).build();

        add(message);

        assertThat(store().findThreads(Fixtures.SUPPORT, List.of(message.id(), new MessageId("<x@example.com>"))))
                .isEqualTo(Map.of(message.id(), message.thread()));
        assertThat(store().findThreads(Fixtures.SALES, List.of(message.id()))).isEmpty();
        assertThat(store().findThreads(Fixtures.SUPPORT, List.of())).isEmpty();
    }

    @Test
    default void whatAMessageRefersToLeadsToItsThreadToo() {
        MessageId oldest = new MessageId("<oldest@example.com>");
        MessageId newest = new MessageId("<newest@example.com>");
        Message answer = Fixtures.message(1).references(oldest, newest).build();

        add(answer);

        assertThat(store().findThreads(Fixtures.SUPPORT, List.of(oldest, newest)))
                .isEqualTo(Map.of(oldest, answer.thread(), newest, answer.thread()));
        assertThat(store().find(Fixtures.SUPPORT, oldest)).isEmpty();
    }

    @Test
    default void anIdKeepsTheThreadItLedToFirst() {
        MessageId shared = new MessageId("<shared@example.com>");
        Message first = Fixtures.message(1).references(shared).build();
        Message second = Fixtures.message(2).references(first.id(), shared).build();

        add(first, second);

        assertThat(second.thread()).isNotEqualTo(first.thread());
        assertThat(store().findThreads(Fixtures.SUPPORT, List.of(shared, first.id(), second.id())))
                .isEqualTo(Map.of(shared, first.thread(), first.id(), first.thread(), second.id(), second.thread()));
    }

    @Test
    default void manyReferencesAreFoundAtOnce() {
        List<Message> messages = IntStream.range(0, 80)
                .mapToObj(number -> Fixtures.message(number).build())
                .toList();
        messages.forEach(this::add);

        assertThat(store().findThreads(
                                Fixtures.SUPPORT,
                                messages.stream().map(Message::id).toList()))
                .hasSize(80);
    }

    @Test
    default void anInterruptedAddIsNotCountedTwiceWhenItIsRepeated() {
        Message first = Fixtures.message(1).build();
        Message second = Fixtures.message(2).replyTo(first).build();
        add(first);
        add(second);

        // a caller that was interrupted does it again, from what the store shows now
        add(second);

        assertThat(store().findThread(first.inbox(), first.thread()))
                .isEqualTo(ThreadSummary.of(List.of(first, second)));
    }
}
