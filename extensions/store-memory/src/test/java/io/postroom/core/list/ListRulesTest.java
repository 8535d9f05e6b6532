package io.postroom.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Scope;
import io.postroom.core.cache.SinceChange;
import io.postroom.core.inbox.Inbox;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListRulesTest {
    private static final Scope WHOLE = new Scope.WholeOrganization();
    private static final Scope POD = new Scope.OnePod(Fixtures.POD);
    private static final Scope INBOX = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);
    private static final List<Scope> NARROWEST_FIRST = List.of(INBOX, POD, WHOLE);
    private static final String ANN = "Ann <ann@example.com>";

    private final FixedClock clock = new FixedClock();
    private final MemoryListStore store = new MemoryListStore();
    private final Inbox inbox = Fixtures.inbox();
    private int reads;
    private boolean away;
    private final ListRules rules = new ListRules(counted(), clock);

    /** The store, with its calls counted. */
    private ListStore counted() {
        return (ListStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ListStore.class}, (proxy, method, arguments) -> {
                    reads++;
                    if (away) {
                        throw new UncheckedIOException(new IOException("away"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ListKey list(Scope scope, Direction direction, ListType type) {
        return new ListKey(Fixtures.ORGANIZATION, scope, direction, type);
    }

    private void save(Scope scope, ListType type, String name) {
        store.save(new ListEntry(
                list(scope, Direction.RECEIVE, type), new EntryName(name), Optional.empty(), Fixtures.NOW));
    }

    /** As somebody does who says so in this process. */
    private void change(Scope scope, ListType type, String name) {
        rules.change(() -> save(scope, type, name));
    }

    private boolean permits(String address) {
        return rules.permit(inbox, Direction.RECEIVE, address);
    }

    @Test
    void everybodyMayWhereThereAreNoLists() {
        assertThat(permits(ANN)).isTrue();
        assertThat(permits("")).isTrue();
        assertThat(rules.mayApply()).isFalse();
        assertThat(rules.apply(inbox, Direction.RECEIVE)).isFalse();
    }

    @Test
    void anAddressOrADomainIsBlocked() {
        save(WHOLE, ListType.BLOCK, "bob@example.com");
        save(WHOLE, ListType.BLOCK, "example.org");

        assertThat(permits("Bob <bob@example.com>")).isFalse();
        assertThat(permits(ANN)).isTrue();
        assertThat(permits("anybody@example.org")).isFalse();
        assertThat(permits("anybody@sub.example.org")).isTrue();
        assertThat(permits("anybody@example.org.evil.example")).isTrue();
    }

    @Test
    void aListOfWhoMayKeepsOutAllOthers() {
        save(POD, ListType.ALLOW, "example.com");

        assertThat(permits(ANN)).isTrue();
        assertThat(permits("bob@example.org")).isFalse();
        assertThat(permits("")).isFalse();
        assertThat(permits("nobody at all")).isFalse();
    }

    @Test
    void welcomeIsWhomAnEntryLetsInAndNotWhomNothingKeepsOut() {
        assertThat(rules.welcome(inbox, Direction.RECEIVE, ANN)).isFalse();
        change(WHOLE, ListType.BLOCK, "example.org");
        assertThat(rules.welcome(inbox, Direction.RECEIVE, ANN)).isFalse();
        change(WHOLE, ListType.ALLOW, "example.com");
        assertThat(rules.welcome(inbox, Direction.RECEIVE, ANN)).isTrue();
        assertThat(rules.welcome(inbox, Direction.RECEIVE, "bob@example.org")).isFalse();
        assertThat(rules.welcome(inbox, Direction.RECEIVE, "")).isFalse();
        assertThat(rules.welcome(inbox, Direction.SEND, ANN)).isFalse();
        change(INBOX, ListType.BLOCK, "ann@example.com");
        assertThat(rules.welcome(inbox, Direction.RECEIVE, ANN)).isFalse();
    }

    @Test
    void theInboxOverrulesItsPodAndThatTheOrganization() {
        save(WHOLE, ListType.BLOCK, "ann@example.com");
        assertThat(permits(ANN)).isFalse();
        change(POD, ListType.ALLOW, "ann@example.com");
        assertThat(permits(ANN)).isTrue();
        change(INBOX, ListType.BLOCK, "example.com");
        assertThat(permits(ANN)).isFalse();
    }

    @Test
    void anInboxCanBeForFewerThanItsOrganization() {
        save(WHOLE, ListType.ALLOW, "example.com");
        save(INBOX, ListType.ALLOW, "boss@example.com");

        assertThat(permits("boss@example.com")).isTrue();
        assertThat(permits(ANN)).isFalse();
    }

    @Test
    void anAddressCountsForMoreThanItsDomain() {
        save(WHOLE, ListType.BLOCK, "example.com");
        save(WHOLE, ListType.ALLOW, "ann@example.com");
        save(WHOLE, ListType.ALLOW, "example.org");
        save(WHOLE, ListType.BLOCK, "bob@example.org");

        assertThat(permits(ANN)).isTrue();
        assertThat(permits("bob@example.com")).isFalse();
        assertThat(permits("bob@example.org")).isFalse();
        assertThat(permits("ann@example.org")).isTrue();
    }

    @Test
    void whoeverIsInBothListsIsBlocked() {
        save(WHOLE, ListType.BLOCK, "ann@example.com");
        save(WHOLE, ListType.ALLOW, "ann@example.com");

        assertThat(permits(ANN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eve@evil.example",
                "EVE@EVIL.EXAMPLE",
                "Eve <eve@evil.example>",
                "\"a@b\" <eve@evil.example>",
                "\"eve\"@evil.example",
                "\"e\\ve\"@evil.example",
                "eve@evil.example.",
                " eve@evil.example ",
                "Eve <eve@evil。example>"
            })
    void noSpellingGetsPastAList(String sender) {
        save(WHOLE, ListType.BLOCK, "eve@evil.example");
        assertThat(permits(sender)).isFalse();

        store.delete(list(WHOLE, Direction.RECEIVE, ListType.BLOCK), new EntryName("eve@evil.example"));
        change(WHOLE, ListType.BLOCK, "evil.example");
        assertThat(permits(sender)).isFalse();
    }

    @Test
    void listsOfOtherInboxesPodsAndOrganizationsDoNotCount() {
        save(new Scope.OneInbox(Fixtures.POD, Fixtures.SALES), ListType.BLOCK, "example.com");
        save(new Scope.OnePod(Fixtures.OTHER_POD), ListType.BLOCK, "example.com");
        store.save(new ListEntry(
                new ListKey(Fixtures.OTHER_ORGANIZATION, WHOLE, Direction.RECEIVE, ListType.BLOCK),
                new EntryName("example.com"),
                Optional.empty(),
                Fixtures.NOW));
        store.save(new ListEntry(
                list(WHOLE, Direction.SEND, ListType.BLOCK),
                new EntryName("example.com"),
                Optional.empty(),
                Fixtures.NOW));

        assertThat(permits(ANN)).isTrue();
        assertThat(rules.apply(inbox, Direction.RECEIVE)).isFalse();
        assertThat(rules.apply(inbox, Direction.SEND)).isTrue();
        assertThat(rules.refused(inbox, Direction.SEND, List.of(ANN, "bob@example.org")))
                .containsExactly(ANN);
    }

    @Test
    void anInstallationWithoutListsIsAskedForOneRowEveryFewSeconds() {
        for (int i = 0; i < 49; i++) {
            assertThat(permits("u" + i + "@example.com")).isTrue();
            rules.mayApply();
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(reads).isEqualTo(1);
        clock.advance(SinceChange.UNSEEN);
        permits(ANN);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whatIsKnownOfASenderIsNotAskedAgain() {
        save(WHOLE, ListType.BLOCK, "example.org");
        permits(ANN);
        int first = reads;
        permits(ANN);
        assertThat(reads).isEqualTo(first);

        permits("bob@example.com"); // the lists are known, the sender is not
        assertThat(reads).isEqualTo(first + 1);
    }

    @Test
    void aChangeOfAnotherProcessIsSeenWithinSeconds() {
        assertThat(permits(ANN)).isTrue();
        save(INBOX, ListType.BLOCK, "example.com");
        clock.advance(SinceChange.UNSEEN);
        assertThat(permits(ANN)).isFalse();

        store.deleteAll(Fixtures.ORGANIZATION, INBOX);
        clock.advance(SinceChange.UNSEEN);
        assertThat(permits(ANN)).isTrue();
    }

    @Test
    void nobodyPassesUnjudgedWhileTheStoreIsAway() {
        save(WHOLE, ListType.BLOCK, "example.com");
        away = true;
        assertThatThrownBy(() -> permits(ANN)).isInstanceOf(UncheckedIOException.class);

        away = false;
        assertThat(permits(ANN)).isFalse();
    }

    /** The rule once more, from the reference: the first scope with something to say, without indexes or memory. */
    private boolean oracle(String address, String domain) {
        for (Scope scope : NARROWEST_FIRST) {
            List<ListEntry> block = store.list(list(scope, Direction.RECEIVE, ListType.BLOCK), "", 100);
            List<ListEntry> allow = store.list(list(scope, Direction.RECEIVE, ListType.ALLOW), "", 100);
            boolean blocked = names(block, address) || (names(block, domain) && !names(allow, address));
            boolean allowed = names(allow, address) || names(allow, domain);
            if (blocked || allowed || !allow.isEmpty()) {
                return !blocked && allowed;
            }
        }
        return true;
    }

    private static boolean names(List<ListEntry> list, String name) {
        return list.stream().anyMatch(entry -> entry.name().value().equals(name));
    }

    @Test
    void decidesAsTheReferenceWhateverTheListsAre() {
        Random random = new Random(20261121);
        List<String> domains = List.of("a.example", "b.example", "sub.a.example");
        List<String> people = List.of("ann", "bob");
        for (int round = 0; round < 3000; round++) {
            Scope scope = NARROWEST_FIRST.get(random.nextInt(3));
            ListType type = ListType.values()[random.nextInt(2)];
            String domain = domains.get(random.nextInt(3));
            String name = random.nextBoolean() ? domain : people.get(random.nextInt(2)) + "@" + domain;
            if (random.nextInt(5) < 2) {
                change(scope, type, name);
            } else {
                rules.change(() -> store.delete(list(scope, Direction.RECEIVE, type), new EntryName(name)));
            }
            for (String host : domains) {
                for (String person : people) {
                    String address = person + "@" + host;
                    assertThat(permits(address))
                            .as("round %s, %s", round, address)
                            .isEqualTo(oracle(address, host));
                }
            }
        }
    }
}
