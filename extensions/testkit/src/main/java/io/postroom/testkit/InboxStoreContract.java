package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.InboxStore.Creation;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.MetadataValue;
import io.postroom.core.page.PageRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link InboxStore} does. */
public interface InboxStoreContract {
    int RUNNERS = 32;

    /** The store under test, empty at the start of each test. */
    InboxStore store();

    @Test
    default void findsWhatItCreated() {
        Inbox inbox = named("support", "my-inbox");

        assertThat(store().create(inbox)).isEqualTo(new Creation.Created());

        assertThat(store().find(inbox.id())).contains(inbox);
        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("my-inbox")))
                .contains(inbox);
        assertThat(store().list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .containsExactly(inbox);
    }

    @Test
    default void findsNothingUnderAnUnknownName() {
        assertThat(store().find(Fixtures.SUPPORT)).isEmpty();
        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("x")))
                .isEmpty();
        assertThat(store().count(Fixtures.ORGANIZATION)).isZero();
    }

    @Test
    default void refusesASecondInboxOfTheSameAddress() {
        Inbox first = named("support");
        Inbox second = inbox("support", Optional.of("other"), Fixtures.OTHER_ORGANIZATION, Fixtures.OTHER_POD);
        store().create(first);

        assertThat(store().create(second)).isEqualTo(new Creation.AddressTaken());

        assertThat(store().find(first.id())).contains(first);
        assertThat(store().list(Fixtures.OTHER_ORGANIZATION, PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().count(Fixtures.OTHER_ORGANIZATION)).isZero();
    }

    @Test
    default void aRefusedAddressLeavesTheClientIdFree() {
        store().create(named("support"));
        store().create(named("support", "name"));

        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("name")))
                .isEmpty();
        assertThat(store().create(named("sales", "name"))).isEqualTo(new Creation.Created());
    }

    @Test
    default void answersARepeatedClientIdWithTheFirstInbox() {
        Inbox first = named("support", "name");
        store().create(first);

        assertThat(store().create(named("sales", "name"))).isEqualTo(new Creation.ClientIdTaken(first));
        assertThat(store().create(named("support", "name"))).isEqualTo(new Creation.ClientIdTaken(first));

        assertThat(store().count(Fixtures.ORGANIZATION)).isEqualTo(1);
    }

    @Test
    default void aRefusedClientIdLeavesTheAddressFree() {
        store().create(named("support", "name"));
        store().create(named("sales", "name"));

        assertThat(store().find(Fixtures.SALES)).isEmpty();
        assertThat(store().create(named("sales"))).isEqualTo(new Creation.Created());
    }

    @Test
    default void aClientIdIsUniqueWithinItsOrganizationOnly() {
        Inbox ours = named("support", "name");
        Inbox theirs = inbox("sales", Optional.of("name"), Fixtures.OTHER_ORGANIZATION, Fixtures.OTHER_POD);

        assertThat(store().create(ours)).isEqualTo(new Creation.Created());
        assertThat(store().create(theirs)).isEqualTo(new Creation.Created());

        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("name")))
                .contains(ours);
        assertThat(store().findByClientId(Fixtures.OTHER_ORGANIZATION, new ClientId("name")))
                .contains(theirs);
    }

    @Test
    default void oneOfManyGetsTheAddress() {
        List<Creation> results = Race.of(RUNNERS, number -> store().create(named("support")));

        assertThat(results).filteredOn(Creation.Created.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Creation.AddressTaken.class::isInstance).hasSize(RUNNERS - 1);
        assertThat(store().count(Fixtures.ORGANIZATION)).isEqualTo(1);
    }

    @Test
    default void oneOfManyGetsTheClientId() {
        List<Creation> results = Race.of(RUNNERS, number -> store().create(named("inbox-" + number, "name")));

        Inbox winner = store().findByClientId(Fixtures.ORGANIZATION, new ClientId("name"))
                .orElseThrow();
        assertThat(results).filteredOn(Creation.Created.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.equals(new Creation.ClientIdTaken(winner)))
                .hasSize(RUNNERS - 1);
        assertThat(store().list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .containsExactly(winner);
        for (int number = 0; number < RUNNERS; number++) {
            InboxId id = named("inbox-" + number).id();
            assertThat(store().find(id).isPresent()).isEqualTo(id.equals(winner.id()));
        }
    }

    @Test
    default void oneOfManyCreatesAndTheOthersAreAnsweredWithIt() {
        List<Creation> results = Race.of(RUNNERS, number -> store().create(named("support", "name")));

        assertThat(results).filteredOn(Creation.Created.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.equals(new Creation.ClientIdTaken(named("support", "name"))))
                .hasSize(RUNNERS - 1);
        assertThat(store().count(Fixtures.ORGANIZATION)).isEqualTo(1);
    }

    @Test
    default void replacesWhatMayChange() {
        Inbox inbox = named("support", "name");
        Inbox changed = new Inbox(
                inbox.id(),
                inbox.organization(),
                inbox.pod(),
                Optional.empty(),
                inbox.clientId(),
                new Metadata(Map.of("k", new MetadataValue.Text("v"))),
                inbox.createdAt(),
                inbox.createdAt().plusSeconds(1));
        store().create(inbox);

        store().update(changed);

        assertThat(store().find(inbox.id())).contains(changed);
        assertThat(store().findByClientId(inbox.organization(), new ClientId("name")))
                .contains(changed);
        assertThat(store().list(inbox.organization(), PageRequest.first()).items())
                .containsExactly(changed);
    }

    @Test
    default void whoAsksForWhatIsRecentGetsWhatWasChangedHere() {
        Inbox inbox = named("support", "name");
        assertThat(store().findRecent(inbox.id())).isEmpty();

        store().create(inbox);
        assertThat(store().findRecent(inbox.id())).contains(inbox);

        Inbox changed = new Inbox(
                inbox.id(),
                inbox.organization(),
                inbox.pod(),
                Optional.of("Support"),
                inbox.clientId(),
                inbox.metadata(),
                inbox.createdAt(),
                inbox.createdAt().plusSeconds(1));
        store().update(changed);
        assertThat(store().findRecent(inbox.id())).contains(changed);

        store().delete(changed);
        assertThat(store().findRecent(inbox.id())).isEmpty();
    }

    @Test
    default void doesNotBringADeletedInboxBackByUpdatingIt() {
        Inbox inbox = named("support", "name");
        store().create(inbox);
        store().delete(inbox);

        store().update(inbox);

        assertThat(store().find(inbox.id())).isEmpty();
        assertThat(store().list(inbox.organization(), PageRequest.first()).items())
                .isEmpty();
        assertThat(store().create(inbox)).isEqualTo(new Creation.Created());
    }

    @Test
    default void keepsEveryKindOfMetadataInItsOrder() {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        for (String line : OddStrings.LINES) {
            values.put(line, new MetadataValue.Text(line));
        }
        values.put("z", new MetadataValue.Flag(true));
        values.put("a", new MetadataValue.Flag(false));
        values.put("whole", new MetadataValue.Number(new BigDecimal("12345678901234567890")));
        values.put("fraction", new MetadataValue.Number(new BigDecimal("-0.10")));
        Inbox inbox = new Inbox(
                Fixtures.SUPPORT,
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                Optional.of("\u202E🙇 \"Ann\" <ann>"),
                Optional.empty(),
                new Metadata(values),
                Fixtures.NOW,
                Fixtures.NOW);

        store().create(inbox);

        Inbox found = store().find(inbox.id()).orElseThrow();
        assertThat(found).isEqualTo(inbox);
        assertThat(found.metadata().values().keySet()).containsExactlyElementsOf(values.keySet());
    }

    @Test
    default void deletingFreesTheNames() {
        Inbox inbox = named("support", "name");
        store().create(inbox);

        store().delete(inbox);
        store().delete(inbox);

        assertThat(store().find(inbox.id())).isEmpty();
        assertThat(store().count(inbox.organization())).isZero();
        assertThat(store().list(inbox.organization(), inbox.pod(), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().create(named("sales", "name"))).isEqualTo(new Creation.Created());
        assertThat(store().create(named("support"))).isEqualTo(new Creation.Created());
    }

    @Test
    default void listsInboxesOfOneMomentInBothDirections() {
        List<Inbox> inboxes = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            inboxes.add(Fixtures.inbox(
                    new InboxId("inbox-%02d@agents.example".formatted(number)), Fixtures.NOW.plusMillis(number / 10)));
        }
        inboxes.forEach(store()::create);

        List<Inbox> oldestFirst = PageWalk.oldestFirst(4, page -> store().list(Fixtures.ORGANIZATION, page));
        List<Inbox> newestFirst = PageWalk.newestFirst(4, page -> store().list(Fixtures.ORGANIZATION, page));

        List<Inbox> reversed = new ArrayList<>(inboxes);
        Collections.reverse(reversed);
        assertThat(oldestFirst).containsExactlyElementsOf(inboxes);
        assertThat(newestFirst).containsExactlyElementsOf(reversed);
        assertThat(store().count(Fixtures.ORGANIZATION)).isEqualTo(25);
    }

    @Test
    default void listsThePodsApart() {
        Inbox ours = named("support");
        Inbox theirs = inbox("sales", Optional.empty(), Fixtures.ORGANIZATION, Fixtures.OTHER_POD);
        store().create(ours);
        store().create(theirs);

        assertThat(store().list(Fixtures.ORGANIZATION, Fixtures.POD, PageRequest.first())
                        .items())
                .containsExactly(ours);
        assertThat(store().list(Fixtures.ORGANIZATION, Fixtures.OTHER_POD, PageRequest.first())
                        .items())
                .containsExactly(theirs);
        assertThat(store().count(Fixtures.ORGANIZATION)).isEqualTo(2);
        assertThat(store().count(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)).isEqualTo(1);
        store().delete(theirs);
        assertThat(store().count(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)).isZero();
        assertThat(store().count(Fixtures.ORGANIZATION, Fixtures.POD)).isEqualTo(1);
    }

    private static Inbox named(String username) {
        return inbox(username, Optional.empty(), Fixtures.ORGANIZATION, Fixtures.POD);
    }

    private static Inbox named(String username, String clientId) {
        return inbox(username, Optional.of(clientId), Fixtures.ORGANIZATION, Fixtures.POD);
    }

    private static Inbox inbox(String username, Optional<String> clientId, OrganizationId organization, PodId pod) {
        Instant now = Fixtures.NOW;
        return new Inbox(
                new InboxId(username + "@agents.example"),
                organization,
                pod,
                Optional.of("Someone"),
                clientId.map(ClientId::new),
                Metadata.EMPTY,
                now,
                now);
    }
}
