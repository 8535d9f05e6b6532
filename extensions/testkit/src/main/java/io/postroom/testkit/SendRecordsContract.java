package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.SendRecord;
import io.postroom.core.send.SendRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SendRecords} does. */
public interface SendRecordsContract {
    int RUNNERS = 32;
    Duration DAY = Duration.ofDays(1);

    /** The store under test, empty at the start of each test. */
    SendRecords records();

    /** The use of a key by attempt {@code number}. */
    static SendRecord use(String key, int number) {
        return use(Fixtures.ORGANIZATION, key, number, Optional.empty());
    }

    private static SendRecord use(OrganizationId organization, String key, int number, Optional<ThreadId> thread) {
        return new SendRecord(
                organization,
                new IdempotencyKey(key),
                Digest.sha256("request " + number),
                new MessageId("<" + number + "@agents.example>"),
                Fixtures.NOW.plusSeconds(number),
                Fixtures.uuid(number),
                Fixtures.NOW.plusSeconds(number + 15),
                thread);
    }

    private static SendRecord sent(String key, int number) {
        return use(Fixtures.ORGANIZATION, key, number, Optional.of(new ThreadId(Fixtures.uuid(number))));
    }

    @Test
    default void recordsTheFirstUseAndAnswersALaterOneWithIt() {
        assertThat(records().recordIfAbsent(use("key", 1), DAY)).isEqualTo(use("key", 1));
        assertThat(records().recordIfAbsent(use("key", 2), DAY)).isEqualTo(use("key", 1));
    }

    @Test
    default void keepsKeysAndOrganizationsApart() {
        SendRecord foreign = use(Fixtures.OTHER_ORGANIZATION, "key", 3, Optional.empty());
        records().recordIfAbsent(use("key", 1), DAY);

        assertThat(records().recordIfAbsent(use("KEY", 2), DAY)).isEqualTo(use("KEY", 2));
        assertThat(records().recordIfAbsent(foreign, DAY)).isEqualTo(foreign);
    }

    @Test
    default void replacesWhatIsOnRecord() {
        records().recordIfAbsent(use("key", 1), DAY);

        assertThat(records().replace(use("key", 1), sent("key", 1), DAY)).isTrue();

        assertThat(records().recordIfAbsent(use("key", 2), DAY)).isEqualTo(sent("key", 1));
    }

    @Test
    default void leavesAloneWhatAnotherAttemptHasTakenOver() {
        records().recordIfAbsent(use("key", 1), DAY);
        records().replace(use("key", 1), use("key", 2), DAY);

        assertThat(records().replace(use("key", 1), sent("key", 1), DAY)).isFalse();

        assertThat(records().recordIfAbsent(use("key", 3), DAY)).isEqualTo(use("key", 2));
    }

    @Test
    default void replacesNothingWhereNothingIsOnRecord() {
        assertThat(records().replace(use("key", 1), sent("key", 1), DAY)).isFalse();

        assertThat(records().recordIfAbsent(use("key", 2), DAY)).isEqualTo(use("key", 2));
    }

    @Test
    default void oneOfManyIsTheFirst() {
        List<SendRecord> onRecord = Race.of(RUNNERS, number -> records().recordIfAbsent(use("key", number), DAY));

        assertThat(Set.copyOf(onRecord)).hasSize(1);
    }

    @Test
    default void oneOfManyTakesOver() {
        records().recordIfAbsent(use("key", 100), DAY);

        List<Boolean> taken = Race.of(RUNNERS, number -> records().replace(use("key", 100), use("key", number), DAY));

        assertThat(taken).containsOnlyOnce(true);
    }
}
