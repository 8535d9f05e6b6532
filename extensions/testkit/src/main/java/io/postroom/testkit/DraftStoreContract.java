package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftKind;
import io.postroom.core.draft.DraftScope;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.draft.Schedule;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageRequest;
import io.postroom.core.send.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DraftStore} does. */
public interface DraftStoreContract {
    Instant NOW = Fixtures.NOW;
    DraftScope SUPPORT = new DraftScope.OfInbox(Fixtures.SUPPORT);
    int RUNNERS = 16;

    /** The store under test, empty at the start of each test. */
    DraftStore store();

    /** The clock the store asks; stands at {@link Fixtures#NOW} at the start of each test. */
    FixedClock clock();

    private static DraftBuilder draft(int number) {
        return new DraftBuilder(number);
    }

    private static Draft at(int number, Instant time) {
        return draft(number).schedule(new Schedule.At(time)).build();
    }

    @Test
    default void findsWhatWasAddedByItsIdAndByItsMail() {
        Draft draft = draft(1).labels(Label.STARRED, new Label("äö")).build();

        assertThat(store().add(draft)).isTrue();

        assertThat(store().find(draft.id())).contains(draft);
        assertThat(store().findByMailboxId(Fixtures.SUPPORT, draft.mailboxId())).contains(draft);
        assertThat(store().find(new DraftId(Fixtures.uuid(2)))).isEmpty();
        assertThat(store().findByMailboxId(Fixtures.SALES, draft.mailboxId())).isEmpty();
    }

    @Test
    default void keepsEveryKindAndSchedule() {
        LabelChange labels = new LabelChange(Labels.of(new Label("a"), new Label("b")), Labels.of(new Label("c")));
        IdempotencyKey key = new IdempotencyKey("key");
        List<Draft> drafts = List.of(
                draft(1).kind(new DraftKind.Reply(new MessageId("<1@x>"))).build(),
                draft(2).kind(new DraftKind.Forward(new MessageId("<2@x>"))).build(),
                at(3, NOW.plusSeconds(60)),
                draft(4).schedule(new Schedule.Sending(Optional.of(NOW), key, labels, NOW.plusSeconds(20)))
                        .build(),
                draft(5).schedule(new Schedule.Sending(Optional.empty(), key, labels, NOW.plusSeconds(20)))
                        .build(),
                draft(6).schedule(new Schedule.Failed(Optional.of(NOW), "nobody to send to"))
                        .build(),
                draft(7).schedule(new Schedule.Failed(Optional.empty(), "why")).build(),
                draft(8).movedTo("other").build());

        drafts.forEach(store()::add);

        for (Draft draft : drafts) {
            assertThat(store().find(draft.id())).contains(draft);
        }
    }

    @Test
    default void addsAnIdOnce() {
        store().add(draft(1).build());

        assertThat(store().add(draft(1).in(Fixtures.SALES).build())).isFalse();

        assertThat(store().find(draft(1).build().id())).contains(draft(1).build());
        assertThat(listed(new DraftScope.OfOrganization(Fixtures.ORGANIZATION))).containsExactly(draft(1).build());
        assertThat(store().list(new DraftScope.OfInbox(Fixtures.SALES), MessageFilter.ALL, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void replacesTheRowThatTheCallerKnows() {
        Draft before = at(1, NOW.plusSeconds(60));
        Draft after = draft(1).movedTo("new")
                .labels(Label.STARRED)
                .version(2)
                .updatedAt(NOW.plusSeconds(500))
                .build();
        store().add(before);

        assertThat(store().replace(before, after)).isTrue();

        assertThat(store().find(after.id())).contains(after);
        assertThat(store().findByMailboxId(Fixtures.SUPPORT, before.mailboxId()))
                .isEmpty();
        assertThat(store().findByMailboxId(Fixtures.SUPPORT, after.mailboxId())).contains(after);
        assertThat(listed(SUPPORT)).containsExactly(after);
        clock().advance(Duration.ofHours(1));
        assertThat(store().due(clock().instant(), 10)).isEmpty();
    }

    @Test
    default void leavesAloneWhatHasChangedSince() {
        Draft first = draft(1).build();
        Draft second = draft(1).version(2).updatedAt(NOW.plusSeconds(100)).build();
        store().add(first);
        store().replace(first, second);

        assertThat(store().replace(first, at(1, NOW))).isFalse();
        assertThat(store().delete(first)).isFalse();
        assertThat(store().replace(draft(2).build(), draft(2).version(2).build()))
                .isFalse();

        assertThat(store().find(first.id())).contains(second);
        assertThat(listed(SUPPORT)).containsExactly(second);
        assertThat(store().due(NOW.plusSeconds(60), 10)).isEmpty();
    }

    @Test
    default void oneOfManyReplacesARow() {
        Draft before = draft(1).build();
        store().add(before);

        List<Boolean> replaced = Race.of(
                RUNNERS,
                number -> store().replace(
                                before,
                                draft(1).version(2)
                                        .updatedAt(NOW.plusSeconds(100 + number))
                                        .build()));

        assertThat(replaced).containsOnlyOnce(true);
        assertThat(listed(SUPPORT)).containsExactly(store().find(before.id()).orElseThrow());
    }

    @Test
    default void aDeletedDraftIsNowhere() {
        Draft draft = at(1, NOW);
        store().add(draft);

        assertThat(store().delete(draft)).isTrue();
        assertThat(store().delete(draft)).isTrue();

        assertThat(store().find(draft.id())).isEmpty();
        assertThat(store().findByMailboxId(Fixtures.SUPPORT, draft.mailboxId())).isEmpty();
        assertThat(listed(SUPPORT)).isEmpty();
        assertThat(store().due(NOW.plusSeconds(60), 10)).isEmpty();
        assertThat(store().add(draft)).isTrue();
    }

    @Test
    default void listsByTheTimeOfTheLastChangeInBothDirections() {
        List<Draft> drafts = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            drafts.add(draft(number).updatedAt(NOW.plusSeconds(number / 10)).build());
        }
        drafts.forEach(store()::add);
        store().add(draft(100).in(Fixtures.SALES).build());

        List<Draft> reversed = new ArrayList<>(drafts);
        Collections.reverse(reversed);
        assertThat(PageWalk.oldestFirst(4, page -> store().list(SUPPORT, MessageFilter.ALL, page)))
                .containsExactlyElementsOf(drafts);
        assertThat(PageWalk.newestFirst(4, page -> store().list(SUPPORT, MessageFilter.ALL, page)))
                .containsExactlyElementsOf(reversed);
    }

    @Test
    default void listsThoseOfAPodAndOfAnOrganization() {
        Draft one = draft(1).build();
        Draft other = draft(2).in(Fixtures.SALES).build();
        store().add(one);
        store().add(other);

        assertThat(listed(new DraftScope.OfOrganization(Fixtures.ORGANIZATION))).containsExactly(other, one);
        assertThat(listed(new DraftScope.OfPod(Fixtures.ORGANIZATION, Fixtures.POD)))
                .containsExactly(other, one);
        assertThat(listed(new DraftScope.OfOrganization(Fixtures.OTHER_ORGANIZATION)))
                .isEmpty();
        assertThat(listed(new DraftScope.OfPod(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)))
                .isEmpty();
    }

    @Test
    default void listsWhatTheFilterLetsThrough() {
        Draft plain = draft(1).build();
        Draft starred = draft(2).labels(Label.STARRED).build();
        Draft scheduled = at(3, NOW.plusSeconds(100));
        List.of(plain, starred, scheduled).forEach(store()::add);

        assertThat(filtered(Labels.of(Label.STARRED), Optional.empty(), Optional.empty()))
                .containsExactly(starred);
        assertThat(filtered(Labels.of(Label.SCHEDULED), Optional.empty(), Optional.empty()))
                .containsExactly(scheduled);
        assertThat(filtered(Labels.NONE, Optional.of(starred.updatedAt()), Optional.empty()))
                .containsExactly(plain);
        assertThat(filtered(Labels.NONE, Optional.empty(), Optional.of(starred.updatedAt())))
                .containsExactly(scheduled);
    }

    private List<Draft> filtered(Labels labels, Optional<Instant> before, Optional<Instant> after) {
        return store().list(SUPPORT, new MessageFilter(labels, Labels.NONE, before, after), PageRequest.first())
                .items();
    }

    private List<Draft> listed(DraftScope scope) {
        return store().list(scope, MessageFilter.ALL, PageRequest.first()).items();
    }

    @Test
    default void showsWhatIsDueEarliestFirst() {
        Draft later = at(1, NOW.plus(Duration.ofDays(2)));
        Draft soon = at(2, NOW.plusSeconds(30));
        Draft overdue = at(3, NOW.minusSeconds(50));
        Draft exactly = at(4, NOW);
        Draft never = draft(5).build();
        List.of(later, soon, overdue, exactly, never).forEach(store()::add);

        assertThat(store().due(NOW, 10)).containsExactly(overdue, exactly);
        assertThat(store().due(NOW, 1)).containsExactly(overdue);
        assertThat(store().due(NOW.plusSeconds(29), 10)).containsExactly(overdue, exactly);
        assertThat(store().due(NOW.plusSeconds(30), 10)).containsExactly(overdue, exactly, soon);
        assertThat(store().due(NOW.plus(Duration.ofDays(2)), 10)).containsExactly(overdue, exactly, soon, later);
    }

    @Test
    default void anAttemptIsDueAgainWhenItsTimeIsOver() {
        Draft waiting = at(1, NOW);
        Draft sending = draft(1).schedule(new Schedule.Sending(
                        Optional.of(NOW),
                        new IdempotencyKey("key"),
                        new LabelChange(Labels.NONE, Labels.NONE),
                        NOW.plusSeconds(20)))
                .version(2)
                .build();
        store().add(waiting);
        store().replace(waiting, sending);

        assertThat(store().due(NOW.plusSeconds(19), 10)).isEmpty();
        assertThat(store().due(NOW.plusSeconds(20), 10)).containsExactly(sending);
    }

    @Test
    default void removesAllOfAnInbox() {
        Draft kept = draft(100).in(Fixtures.SALES).build();
        for (int number = 0; number < 30; number++) {
            store().add(at(number, NOW));
        }
        store().add(kept);

        store().deleteAll(Fixtures.inbox());
        store().deleteAll(Fixtures.inbox());

        assertThat(listed(SUPPORT)).isEmpty();
        assertThat(listed(new DraftScope.OfOrganization(Fixtures.ORGANIZATION))).containsExactly(kept);
        assertThat(store().due(NOW.plusSeconds(60), 100)).isEmpty();
        assertThat(store().find(new DraftId(Fixtures.uuid(1)))).isEmpty();
        assertThat(store().findByMailboxId(Fixtures.SUPPORT, new MailboxMessageId("mail-1")))
                .isEmpty();
    }
}
