package io.postroom.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.store.memory.MemoryRefusalStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final FixedClock clock = new FixedClock();
    private final MemoryRefusalStore store = new MemoryRefusalStore(clock);

    private Refusal refusal(int number) {
        Attempt attempt = new Attempt("192.0.2.1", Optional.empty(), "ann@example.com", Optional.empty());
        return Refusal.of(
                "mail " + number, Fixtures.inbox(), attempt, RefusalReason.DMARC_FAILED, "detail", clock.instant());
    }

    private List<Refusal> written() {
        RefusalFilter all = new RefusalFilter(new Scope.WholeOrganization(), Optional.empty(), Optional.empty());
        return store.list(Fixtures.ORGANIZATION, all, PageRequest.first(100)).items();
    }

    @Test
    void writesSoManyInAMinuteAndCountsTheOthers() {
        RefusalLog log = new RefusalLog(store, clock);
        for (int i = 0; i < RefusalLog.PER_MINUTE + 7; i++) {
            log.note(refusal(i));
        }
        clock.advance(Duration.ofMinutes(1));
        Refusal next = refusal(1000);
        log.note(next);
        log.close();

        assertThat(written()).hasSize(RefusalLog.PER_MINUTE + 1);
        assertThat(written().get(0)).isEqualTo(next.withOmitted(7));
        assertThat(written().subList(1, RefusalLog.PER_MINUTE + 1)).allMatch(refusal -> refusal.omitted() == 0);
    }

    private static final class Away implements RefusalStore {
        private final Outage outage = new Outage();

        Away() {
            outage.begin();
        }

        @Override
        public void add(Refusal refusal) {
            outage.check();
        }

        @Override
        public Page<Refusal> list(OrganizationId organization, RefusalFilter filter, PageRequest request) {
            outage.check();
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public void deleteAll(OrganizationId organization, Scope scope) {
            outage.check();
        }
    }

    @Test
    void whatCannotBeWrittenIsLostAndNobodyHearsOfIt() {
        RefusalLog log = new RefusalLog(new Away(), clock);
        log.note(refusal(1));
        log.close();

        assertThat(written()).isEmpty();
    }

    @Test
    void whatStrangersSayOfThemselvesIsBounded() {
        Attempt attempt = new Attempt("192.0.2.1", Optional.of("a\r\nb"), "x".repeat(10_000), Optional.of("\u0007"));

        assertThat(attempt.helo()).contains("a  b");
        assertThat(attempt.sender()).hasSize(320);
        assertThat(attempt.from()).isEmpty();
    }
}
