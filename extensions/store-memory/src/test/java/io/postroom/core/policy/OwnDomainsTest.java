package io.postroom.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.domain.DomainStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.testkit.Fixtures;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnDomainsTest {
    private final MemoryDomainStore store = new MemoryDomainStore();
    private final List<String> asked = new ArrayList<>();
    private final OwnDomains own = new OwnDomains(new MailDomain("agents.example"), counted());

    private DomainStore counted() {
        return (DomainStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DomainStore.class}, (proxy, method, arguments) -> {
                    asked.add(String.valueOf(arguments[0]));
                    return method.invoke(store, arguments);
                });
    }

    private void add(String name, boolean verified, boolean subdomains) {
        Domain like = Fixtures.domain(name, Fixtures.NOW);
        store.create(
                new Domain(
                        like.name(),
                        like.organization(),
                        Optional.empty(),
                        new DomainOptions(true, subdomains, false, Optional.empty()),
                        Optional.empty(),
                        verified ? DomainStatus.VERIFIED : DomainStatus.PENDING,
                        List.of(),
                        Fixtures.NOW,
                        Fixtures.NOW),
                Fixtures.signingKey(1));
    }

    private boolean contain(String name) {
        return own.contain(new MailDomain(name));
    }

    @ParameterizedTest
    @CsvSource({
        "agents.example,true",
        "x.agents.example,false",
        "plain.test,true",
        "x.plain.test,false",
        "wide.test,true",
        "x.wide.test,true",
        "a.b.c.wide.test,true",
        "claimed.test,false",
        "x.claimed.test,false",
        "notwide.test,false",
        "test,false"
    })
    void areTheStandardOneAndWhatIsVerified(String name, boolean ours) {
        add("plain.test", true, false);
        add("wide.test", true, true);
        add("claimed.test", false, true);

        assertThat(contain(name)).isEqualTo(ours);
    }

    @Test
    void aNameIsReadOnceInAMinute() {
        assertThat(contain("a.b.test")).isFalse();
        assertThat(contain("a.b.test")).isFalse();
        assertThat(contain("c.b.test")).isFalse();

        assertThat(asked).containsExactly("a.b.test", "b.test", "test", "c.b.test");
    }

    @Test
    void aNameOfManyLabelsCostsFewReads() {
        add("wide.test", true, true);

        assertThat(contain("x.".repeat(100) + "wide.test")).isTrue();
        assertThat(asked).hasSizeLessThan(10);
    }
}
