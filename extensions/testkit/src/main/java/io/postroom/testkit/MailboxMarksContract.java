package io.postroom.testkit;

import static io.postroom.testkit.Fixtures.SALES;
import static io.postroom.testkit.Fixtures.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.receive.MailboxMark;
import io.postroom.core.receive.MailboxMarks;
import org.junit.jupiter.api.Test;

/** What every {@link MailboxMarks} does. */
public interface MailboxMarksContract {
    /** The store under test, empty at the start of each test. */
    MailboxMarks store();

    @Test
    default void hasNoMarksAtFirst() {
        assertThat(store().list(SUPPORT)).isEmpty();
    }

    @Test
    default void keepsOneMarkOfEachMailbox() {
        store().save(SUPPORT, new MailboxMark("a", 1, 2, 3));
        store().save(SUPPORT, new MailboxMark("b", Long.MAX_VALUE, 4_294_967_295L, 0));
        store().save(SUPPORT, new MailboxMark("a", 4, 5, 6));

        assertThat(store().list(SUPPORT))
                .containsExactlyInAnyOrder(
                        new MailboxMark("a", 4, 5, 6), new MailboxMark("b", Long.MAX_VALUE, 4_294_967_295L, 0));
    }

    @Test
    default void keepsInboxesApart() {
        store().save(SUPPORT, new MailboxMark("a", 1, 2, 3));
        store().save(SALES, new MailboxMark("a", 4, 5, 6));
        store().delete(SUPPORT, "a");

        assertThat(store().list(SUPPORT)).isEmpty();
        assertThat(store().list(SALES)).containsExactly(new MailboxMark("a", 4, 5, 6));
    }

    @Test
    default void forgetsAMarkMoreThanOnce() {
        store().save(SUPPORT, new MailboxMark("a", 1, 2, 3));
        store().delete(SUPPORT, "a");
        store().delete(SUPPORT, "a");
        store().delete(SUPPORT, "never there");

        assertThat(store().list(SUPPORT)).isEmpty();
    }
}
