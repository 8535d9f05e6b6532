package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists of messages in a {@link io.postroom.core.thread.MessageStore}. */
public interface MessageListContract extends WithMessageStore {
    @Test
    default void listsNothingInAnEmptyInbox() {
        Page<Message> page = store().list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first());

        assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    default void listsMessagesOfOneMomentInBothDirections() {
        List<Message> messages = addMany(45);

        for (int limit : new int[] {1, 4, 45, 100}) {
            assertThat(PageWalk.oldestFirst(limit, page -> store().list(Fixtures.SUPPORT, MessageFilter.ALL, page)))
                    .containsExactlyElementsOf(messages);
            assertThat(PageWalk.newestFirst(limit, page -> store().list(Fixtures.SUPPORT, MessageFilter.ALL, page)))
                    .containsExactlyElementsOf(reversed(messages));
        }
    }

    @Test
    default void theFirstPageShowsTheNewest() {
        List<Message> messages = addMany(45);

        Page<Message> page = store().list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first(20));

        assertThat(page.items()).containsExactlyElementsOf(reversed(messages).subList(0, 20));
        assertThat(page.next()).isPresent();
    }

    @Test
    default void aMessageThatComesMeanwhileDoesNotDisturbThePages() {
        List<Message> messages = addMany(20);
        Page<Message> first = store().list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first(10));

        add(Fixtures.message(1000).build());
        Page<Message> second =
                store().list(Fixtures.SUPPORT, MessageFilter.ALL, new PageRequest(10, first.next(), false));

        assertThat(second.items()).containsExactlyElementsOf(reversed(messages).subList(10, 20));
    }

    @Test
    default void aPageGoesOnAfterAMessageThatWasDeletedMeanwhile() {
        List<Message> messages = addMany(20);
        Page<Message> first = store().list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first(10));

        new Rows(store()).delete(Fixtures.inbox(), first.items().get(9));
        Page<Message> second =
                store().list(Fixtures.SUPPORT, MessageFilter.ALL, new PageRequest(10, first.next(), false));

        assertThat(second.items()).containsExactlyElementsOf(reversed(messages).subList(10, 20));
    }

    @Test
    default void showsOnlyWhatLiesBetweenBeforeAndAfter() {
        List<Message> messages = addMany(45);
        Instant after = messages.get(9).timestamp();
        Instant before = messages.get(30).timestamp();
        MessageFilter filter = new MessageFilter(Labels.NONE, Labels.NONE, Optional.of(before), Optional.of(after));

        List<Message> wanted = messages.stream()
                .filter(message -> message.timestamp().isAfter(after)
                        && message.timestamp().isBefore(before))
                .toList();
        assertThat(wanted).hasSize(20);
        assertThat(PageWalk.oldestFirst(3, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(wanted);
        assertThat(PageWalk.newestFirst(3, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(reversed(wanted));
    }

    @Test
    default void aBoundBetweenTwoMillisecondsIsExact() {
        List<Message> messages = addMany(45);
        Instant between = messages.get(19).timestamp().plusNanos(500_000);
        MessageFilter older = new MessageFilter(Labels.NONE, Labels.NONE, Optional.of(between), Optional.empty());
        MessageFilter newer = new MessageFilter(Labels.NONE, Labels.NONE, Optional.empty(), Optional.of(between));

        assertThat(PageWalk.oldestFirst(10, page -> store().list(Fixtures.SUPPORT, older, page)))
                .containsExactlyElementsOf(messages.subList(0, 20));
        assertThat(PageWalk.oldestFirst(10, page -> store().list(Fixtures.SUPPORT, newer, page)))
                .containsExactlyElementsOf(messages.subList(20, 45));
    }

    @Test
    default void showsNothingBetweenBoundsThatCross() {
        addMany(10);
        MessageFilter filter = new MessageFilter(
                Labels.NONE, Labels.NONE, Optional.of(Fixtures.NOW), Optional.of(Fixtures.NOW.plusSeconds(60)));

        assertThat(PageWalk.newestFirst(3, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .isEmpty();
    }

    @Test
    default void showsOnlyMessagesThatHaveAllTheLabels() {
        List<Message> messages = addLabelled(60);
        MessageFilter filter = new MessageFilter(
                Labels.of(new Label("third"), new Label("fourth")), Labels.NONE, Optional.empty(), Optional.empty());

        List<Message> wanted = messages.stream()
                .filter(message -> filter.accepts(message.labels(), message.timestamp()))
                .toList();
        assertThat(wanted).hasSize(5);
        for (int limit : new int[] {1, 2, 100}) {
            assertThat(PageWalk.oldestFirst(limit, page -> store().list(Fixtures.SUPPORT, filter, page)))
                    .containsExactlyElementsOf(wanted);
            assertThat(PageWalk.newestFirst(limit, page -> store().list(Fixtures.SUPPORT, filter, page)))
                    .containsExactlyElementsOf(reversed(wanted));
        }
    }

    @Test
    default void leavesOutMessagesWithAHiddenLabel() {
        List<Message> messages = addLabelled(60);
        MessageFilter filter =
                new MessageFilter(Labels.NONE, Labels.of(new Label("third")), Optional.empty(), Optional.empty());

        List<Message> wanted = messages.stream()
                .filter(message -> !message.labels().contains(new Label("third")))
                .toList();
        assertThat(PageWalk.oldestFirst(7, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(wanted);
        assertThat(PageWalk.newestFirst(7, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(reversed(wanted));
    }

    @Test
    default void joinsLabelsHidingAndBounds() {
        List<Message> messages = addLabelled(60);
        MessageFilter filter = new MessageFilter(
                Labels.of(new Label("third")),
                Labels.of(new Label("fourth")),
                Optional.of(messages.get(50).timestamp()),
                Optional.of(messages.get(10).timestamp()));

        List<Message> wanted = messages.stream()
                .filter(message -> filter.accepts(message.labels(), message.timestamp()))
                .toList();
        assertThat(wanted).isNotEmpty();
        assertThat(PageWalk.newestFirst(2, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(reversed(wanted));
        assertThat(PageWalk.oldestFirst(2, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    default void aLabelNobodyHasShowsNothing() {
        addMany(10);
        MessageFilter filter =
                new MessageFilter(Labels.of(new Label("nobody")), Labels.NONE, Optional.empty(), Optional.empty());

        assertThat(PageWalk.newestFirst(3, page -> store().list(Fixtures.SUPPORT, filter, page)))
                .isEmpty();
    }

    /** In groups of ten with the same timestamp, oldest first. */
    private List<Message> addMany(int count) {
        List<Message> messages = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            messages.add(Fixtures.message(number)
                    .at(Fixtures.NOW.plusMillis(number / 10))
                    .build());
        }
        messages.forEach(this::add);
        return messages;
    }

    private List<Message> addLabelled(int count) {
        List<Message> messages = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            List<Label> labels = new ArrayList<>(List.of(Label.RECEIVED));
            if (number % 3 == 0) {
                labels.add(new Label("third"));
            }
            if (number % 4 == 0) {
                labels.add(new Label("fourth"));
            }
            messages.add(Fixtures.message(number)
                    .at(Fixtures.NOW.plusMillis(number / 5))
                    .labels(labels.toArray(Label[]::new))
                    .build());
        }
        messages.forEach(this::add);
        return messages;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
