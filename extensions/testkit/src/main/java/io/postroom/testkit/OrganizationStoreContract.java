package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link OrganizationStore} does. */
public interface OrganizationStoreContract {
    /** The store under test, empty at the start of each test. */
    OrganizationStore store();

    @Test
    default void findsWhatWasSaved() {
        Organization organization = Fixtures.organization();

        store().save(organization);

        assertThat(store().find(organization.id())).contains(organization);
    }

    @Test
    default void findsNothingUnderAnUnknownId() {
        assertThat(store().find(Fixtures.ORGANIZATION)).isEmpty();
    }

    @Test
    default void replacesTheOrganizationOfTheSameId() {
        Organization organization = Fixtures.organization();
        Organization suspended =
                organization.withSuspended(true, organization.createdAt().plusSeconds(5));

        store().save(organization);
        store().save(suspended);

        assertThat(store().find(organization.id())).contains(suspended);
        assertThat(store().list()).containsExactly(suspended);
    }

    @Test
    default void whoAsksForWhatIsRecentGetsWhatWasChangedHere() {
        Organization organization = Fixtures.organization();
        Organization suspended =
                organization.withSuspended(true, organization.createdAt().plusSeconds(5));

        store().save(organization);
        assertThat(store().findRecent(organization.id())).contains(organization);

        store().save(suspended);
        assertThat(store().findRecent(organization.id())).contains(suspended);

        store().delete(organization.id());
        assertThat(store().findRecent(organization.id())).isEmpty();
    }

    @Test
    default void listsInTheOrderOfCreation() {
        List<Organization> organizations = List.of(
                new Organization(id(2), "second", false, Fixtures.NOW.plusMillis(1), Fixtures.NOW),
                new Organization(id(1), "third", false, Fixtures.NOW.plusMillis(2), Fixtures.NOW),
                new Organization(id(3), "first", true, Fixtures.NOW, Fixtures.NOW));

        organizations.forEach(store()::save);

        assertThat(store().list()).containsExactly(organizations.get(2), organizations.get(0), organizations.get(1));
    }

    @Test
    default void keepsOddNames() {
        for (String name : OddStrings.LINES) {
            Organization organization =
                    new Organization(Fixtures.ORGANIZATION, name, false, Fixtures.NOW, Fixtures.NOW);

            store().save(organization);

            assertThat(store().find(organization.id())).contains(organization);
        }
    }

    @Test
    default void forgetsWhatWasDeleted() {
        store().save(Fixtures.organization());

        store().delete(Fixtures.ORGANIZATION);
        store().delete(Fixtures.ORGANIZATION);

        assertThat(store().find(Fixtures.ORGANIZATION)).isEmpty();
        assertThat(store().list()).isEmpty();
    }

    private static OrganizationId id(int number) {
        return new OrganizationId(Fixtures.uuid(number));
    }
}
