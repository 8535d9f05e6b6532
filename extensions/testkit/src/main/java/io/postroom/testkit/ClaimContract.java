package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Claim;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.ThreadSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims in a {@link io.postroom.core.thread.MessageStore}. */
public interface ClaimContract extends WithMessageStore {
    @Test
    default void findsNoClaimAtFirst() {
        assertThat(store().findClaim(Fixtures.SUPPORT, new MessageId("<1@example.com>")))
                .isEmpty();
    }

    @Test
    default void findsAClaimAndWhatReplacedIt() {
        Claim open = claim(Fixtures.SUPPORT, "<1@example.com>");
        Claim stored = open.storedAs(new MailboxMessageId("m-1"));

        store().saveClaim(open);
        assertThat(store().findClaim(open.inbox(), open.message())).contains(open);
        store().saveClaim(stored);
        assertThat(store().findClaim(open.inbox(), open.message())).contains(stored);
    }

    @Test
    default void keepsClaimsOfInboxesApart() {
        Claim ours = claim(Fixtures.SUPPORT, "<1@example.com>");
        Claim theirs = claim(Fixtures.SALES, "<1@example.com>").storedAs(new MailboxMessageId("m-2"));

        store().saveClaim(ours);
        store().saveClaim(theirs);

        assertThat(store().findClaim(Fixtures.SUPPORT, ours.message())).contains(ours);
        assertThat(store().findClaim(Fixtures.SALES, ours.message())).contains(theirs);
    }

    @Test
    default void aClaimAloneIsNoMessage() {
        Claim claim = claim(Fixtures.SUPPORT, "<1@example.com>").storedAs(new MailboxMessageId("m-1"));

        store().saveClaim(claim);

        assertThat(store().find(claim.inbox(), claim.message())).isEmpty();
        assertThat(store().find(claim.inbox(), List.of(claim.message()))).isEmpty();
        assertThat(store().findByMailboxId(claim.inbox(), new MailboxMessageId("m-1")))
                .isEmpty();
        assertThat(store().findThreads(claim.inbox(), List.of(claim.message()))).isEmpty();
    }

    @Test
    default void aClaimOutlivesTheAddingOfItsMessage() {
        Message message = Fixtures.message(1).build();
        Claim claim = Claim.of(message);
        store().saveClaim(claim);

        add(message);

        assertThat(store().findClaim(message.inbox(), message.id())).contains(claim);
    }

    @Test
    default void addingAMessageSettlesItsClaim() {
        Message message = Fixtures.message(1).build();
        store().saveClaim(new Claim(
                message.inbox(), message.id(), message.digest(), message.timestamp(), Optional.empty()));

        add(message);

        assertThat(store().findClaim(message.inbox(), message.id())).contains(Claim.of(message));
    }

    @Test
    default void aMessageAddedAgainstItsClaimKeepsTheClaimsPlace() {
        Message message = Fixtures.message(1).build();
        Claim claim = Claim.of(message);
        add(message);

        store().saveClaim(claim);

        assertThat(store().find(message.inbox(), message.id())).contains(message);
        assertThat(store().findClaim(message.inbox(), message.id())).contains(claim);
    }

    @Test
    default void forgetsADeletedClaim() {
        Claim claim = claim(Fixtures.SUPPORT, "<1@example.com>");
        store().saveClaim(claim);

        store().deleteClaim(claim.inbox(), claim.message());
        store().deleteClaim(claim.inbox(), claim.message());

        assertThat(store().findClaim(claim.inbox(), claim.message())).isEmpty();
    }

    @Test
    default void deletingAClaimLeavesTheReservationOfAThread() {
        Message answer =
                Fixtures.message(2).references(new MessageId("<1@example.com>")).build();
        add(answer);
        store().saveClaim(claim(Fixtures.SUPPORT, "<1@example.com>"));

        store().deleteClaim(Fixtures.SUPPORT, new MessageId("<1@example.com>"));

        assertThat(store().findThreads(Fixtures.SUPPORT, List.of(new MessageId("<1@example.com>"))))
                .containsValue(answer.thread());
    }

    @Test
    default void deletingAMessageDeletesItsClaim() {
        Message message = Fixtures.message(1).build();
        store().saveClaim(Claim.of(message));
        add(message);

        store().delete(Fixtures.inbox(), message, ThreadSummary.startedBy(message), Optional.empty());

        assertThat(store().findClaim(message.inbox(), message.id())).isEmpty();
    }

    private static Claim claim(InboxId inbox, String message) {
        return new Claim(inbox, new MessageId(message), Digest.sha256("content"), Fixtures.NOW, Optional.empty());
    }
}
