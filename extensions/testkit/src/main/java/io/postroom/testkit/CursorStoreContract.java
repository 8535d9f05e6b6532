package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.CursorStore;
import io.postroom.core.event.Position;
import org.junit.jupiter.api.Test;

/** What every {@link CursorStore} does. */
public interface CursorStoreContract {
    /** The store under test, empty at the start of each test. */
    CursorStore store();

    @Test
    default void beginsAtTheStart() {
        assertThat(store().read("webhooks", Fixtures.ORGANIZATION)).isEqualTo(Position.START);
    }

    @Test
    default void remembersTheLastPosition() {
        store().save("webhooks", Fixtures.ORGANIZATION, new Position(7));
        store().save("webhooks", Fixtures.ORGANIZATION, new Position(Long.MAX_VALUE));

        assertThat(store().read("webhooks", Fixtures.ORGANIZATION)).isEqualTo(new Position(Long.MAX_VALUE));
    }

    @Test
    default void keepsReadersAndOrganizationsApart() {
        store().save("webhooks", Fixtures.ORGANIZATION, new Position(1));
        store().save("search", Fixtures.ORGANIZATION, new Position(2));
        store().save("webhooks", Fixtures.OTHER_ORGANIZATION, new Position(3));

        assertThat(store().read("webhooks", Fixtures.ORGANIZATION)).isEqualTo(new Position(1));
        assertThat(store().read("search", Fixtures.ORGANIZATION)).isEqualTo(new Position(2));
        assertThat(store().read("webhooks", Fixtures.OTHER_ORGANIZATION)).isEqualTo(new Position(3));
        assertThat(store().read("search", Fixtures.OTHER_ORGANIZATION)).isEqualTo(Position.START);
    }
}
