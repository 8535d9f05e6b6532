package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.domain.SigningKeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does. */
public interface SigningKeyStoreContract {
    int RUNNERS = 32;
    MailDomain DOMAIN = new MailDomain("agents.example");

    /** The store under test, empty at the start of each test. */
    SigningKeyStore store();

    @Test
    default void findsWhatItKeeps() {
        assertThat(store().find(DOMAIN)).isEmpty();

        assertThat(store().keepFirst(DOMAIN, Fixtures.signingKey(1))).isEqualTo(Fixtures.signingKey(1));

        assertThat(store().find(DOMAIN)).contains(Fixtures.signingKey(1));
        assertThat(store().find(new MailDomain("other.example"))).isEmpty();
    }

    @Test
    default void keepsTheFirstKeyAndGivesItToWhoeverComesLater() {
        store().keepFirst(DOMAIN, Fixtures.signingKey(1));

        assertThat(store().keepFirst(DOMAIN, Fixtures.signingKey(2))).isEqualTo(Fixtures.signingKey(1));

        assertThat(store().find(DOMAIN)).contains(Fixtures.signingKey(1));
    }

    @Test
    default void manyAtOnceGetTheSameKey() {
        List<SigningKey> kept = Race.of(RUNNERS, number -> store().keepFirst(DOMAIN, Fixtures.signingKey(number)));

        assertThat(kept).containsOnly(store().find(DOMAIN).orElseThrow());
    }

    @Test
    default void forgetsAKeySoThatAnotherCanFollow() {
        store().keepFirst(DOMAIN, Fixtures.signingKey(1));

        store().delete(DOMAIN);
        store().delete(DOMAIN);

        assertThat(store().find(DOMAIN)).isEmpty();
        assertThat(store().keepFirst(DOMAIN, Fixtures.signingKey(2))).isEqualTo(Fixtures.signingKey(2));
    }
}
