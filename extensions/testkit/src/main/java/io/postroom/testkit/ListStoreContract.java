package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.ListType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ListStore} does. */
public interface ListStoreContract {
    Scope WHOLE = new Scope.WholeOrganization();
    Scope POD = new Scope.OnePod(Fixtures.POD);
    Scope INBOX = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);

    /** The store under test, empty at the start of each test. */
    ListStore store();

    private static ListKey key(Scope scope) {
        return new ListKey(Fixtures.ORGANIZATION, scope, Direction.RECEIVE, ListType.BLOCK);
    }

    private static ListEntry entry(ListKey list, String name) {
        return new ListEntry(list, new EntryName(name), Optional.of("spam"), Fixtures.NOW);
    }

    private static List<ListKey> everyList(OrganizationId organization, Scope scope) {
        List<ListKey> lists = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (ListType type : ListType.values()) {
                lists.add(new ListKey(organization, scope, direction, type));
            }
        }
        return lists;
    }

    private List<ListEntry> walk(ListKey list, int limit) {
        List<ListEntry> all = new ArrayList<>();
        List<ListEntry> page = store().list(list, "", limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store().list(list, page.get(page.size() - 1).name().value(), limit);
        }
        return all;
    }

    @Test
    default void findsWhatItSaved() {
        ListEntry address = entry(key(INBOX), "ann@example.com");
        ListEntry domain = new ListEntry(key(INBOX), new EntryName("example.org"), Optional.empty(), Fixtures.NOW);
        store().save(address);
        store().save(domain);

        assertThat(store().find(key(INBOX), address.name())).contains(address);
        assertThat(store().find(key(INBOX), domain.name())).contains(domain);
        assertThat(store().find(key(INBOX), new EntryName("example.com"))).isEmpty();
    }

    @Test
    default void replacesAnEntryOfTheSameName() {
        ListEntry with = entry(key(POD), "ann@example.com");
        ListEntry without = new ListEntry(key(POD), with.name(), Optional.empty(), Fixtures.NOW.plusSeconds(1));
        store().save(with);
        store().save(without);

        assertThat(store().find(key(POD), with.name())).contains(without);
        assertThat(walk(key(POD), 10)).containsExactly(without);
    }

    @Test
    default void keepsListsApart() {
        List<ListKey> lists = new ArrayList<>();
        for (Scope scope : List.of(
                WHOLE,
                POD,
                new Scope.OnePod(Fixtures.OTHER_POD),
                INBOX,
                new Scope.OneInbox(Fixtures.POD, Fixtures.SALES))) {
            lists.addAll(everyList(Fixtures.ORGANIZATION, scope));
            lists.addAll(everyList(Fixtures.OTHER_ORGANIZATION, scope));
        }
        IntStream.range(0, lists.size()).forEach(i -> store().save(entry(lists.get(i), "u" + i + "@example.com")));

        for (int i = 0; i < lists.size(); i++) {
            assertThat(walk(lists.get(i), 10)).containsExactly(entry(lists.get(i), "u" + i + "@example.com"));
        }
    }

    @Test
    default void findsAnyOfSeveralNamesInSeveralLists() {
        ListKey allow = new ListKey(Fixtures.ORGANIZATION, INBOX, Direction.SEND, ListType.ALLOW);
        ListEntry one = entry(key(INBOX), "ann@example.com");
        ListEntry other = entry(allow, "example.com");
        ListEntry elsewhere = entry(key(WHOLE), "ann@example.com");
        List.of(one, other, elsewhere, entry(allow, "bob@example.com")).forEach(store()::save);

        assertThat(store().find(
                                List.of(key(INBOX), allow, key(POD)),
                                List.of(new EntryName("ann@example.com"), new EntryName("example.com"))))
                .containsExactlyInAnyOrder(one, other);
        assertThat(store().find(List.of(), List.of(one.name()))).isEmpty();
        assertThat(store().find(List.of(key(INBOX)), List.of())).isEmpty();
    }

    @Test
    default void listsByNamePageAfterPage() {
        List<ListEntry> all = IntStream.range(10, 47)
                .mapToObj(i -> entry(key(WHOLE), "u" + i + "@example.com"))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            store().save(all.get((i * 11) % all.size()));
        }

        assertThat(walk(key(WHOLE), 10)).isEqualTo(all);
        assertThat(store().list(key(WHOLE), "u10@example.com", 2)).isEqualTo(all.subList(1, 3));
        assertThat(store().list(key(WHOLE), "v", 10)).isEmpty();
    }

    @Test
    default void knowsWhichListsHaveEntries() {
        List<ListKey> all = everyList(Fixtures.ORGANIZATION, POD);
        store().save(entry(all.get(1), "ann@example.com"));
        store().save(entry(all.get(4), "ann@example.com"));
        store().save(entry(key(WHOLE), "ann@example.com"));

        assertThat(store().inUse(all)).containsExactlyInAnyOrder(all.get(1), all.get(4));
        store().delete(all.get(4), new EntryName("ann@example.com"));
        assertThat(store().inUse(all)).containsExactly(all.get(1));
        assertThat(store().inUse(List.of())).isEmpty();
    }

    @Test
    default void forgetsWhatIsDeleted() {
        ListEntry entry = entry(key(INBOX), "ann@example.com");
        ListEntry stays = entry(key(INBOX), "bob@example.com");
        store().save(entry);
        store().save(stays);

        store().delete(key(INBOX), entry.name());
        store().delete(key(INBOX), entry.name());

        assertThat(store().find(key(INBOX), entry.name())).isEmpty();
        assertThat(walk(key(INBOX), 10)).containsExactly(stays);
    }

    @Test
    default void removesTheListsOfOneScopeOnly() {
        InboxId sales = Fixtures.SALES;
        List<ListKey> gone = everyList(Fixtures.ORGANIZATION, INBOX);
        List<ListKey> stay = new ArrayList<>(everyList(Fixtures.ORGANIZATION, POD));
        stay.addAll(everyList(Fixtures.ORGANIZATION, WHOLE));
        stay.addAll(everyList(Fixtures.ORGANIZATION, new Scope.OneInbox(Fixtures.POD, sales)));
        stay.addAll(everyList(Fixtures.OTHER_ORGANIZATION, INBOX));
        gone.forEach(list -> store().save(entry(list, "ann@example.com")));
        stay.forEach(list -> store().save(entry(list, "ann@example.com")));

        store().deleteAll(Fixtures.ORGANIZATION, INBOX);
        store().deleteAll(Fixtures.ORGANIZATION, INBOX);

        assertThat(store().inUse(gone)).isEmpty();
        assertThat(store().inUse(stay)).containsExactlyInAnyOrderElementsOf(stay);
    }

    @Test
    default void marksEveryChangeAnew() {
        Set<Optional<UUID>> marks = new HashSet<>();
        assertThat(store().latestChange()).isEmpty();
        marks.add(store().latestChange());

        store().save(entry(key(INBOX), "ann@example.com"));
        assertThat(marks.add(store().latestChange())).isTrue();
        store().save(entry(key(INBOX), "bob@example.com"));
        assertThat(marks.add(store().latestChange())).isTrue();
        store().delete(key(INBOX), new EntryName("bob@example.com"));
        assertThat(marks.add(store().latestChange())).isTrue();
        store().deleteAll(Fixtures.ORGANIZATION, INBOX);
        assertThat(marks.add(store().latestChange())).isTrue();

        assertThat(store().latestChange()).isPresent().isEqualTo(store().latestChange());
    }
}
