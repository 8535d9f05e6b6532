package io.postroom.server.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.model.MailboxId;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class MailboxNumbersTest {
    private static final MailboxId INBOX = CassandraId.timeBased();
    private static final MailboxId SENT = CassandraId.timeBased();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryNumberTable table = new MemoryNumberTable();
    private final MailboxNumbers numbers = new MailboxNumbers(table);

    private static long take(MailboxNumbers from, MailboxId mailbox, int count) {
        return from.take(mailbox, count).blockOptional(PATIENCE).orElseThrow();
    }

    private static long last(MailboxNumbers of, MailboxId mailbox) {
        return of.last(mailbox).blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void numbersAscendInEachMailboxAndAreReservedABlockAtATime() {
        for (long expected = 1; expected <= MailboxNumbers.BLOCK; expected++) {
            assertThat(take(numbers, INBOX, 1)).isEqualTo(expected);
        }
        assertThat(table.reservations()).isEqualTo(1);

        assertThat(take(numbers, INBOX, 1)).isEqualTo(MailboxNumbers.BLOCK + 1);
        assertThat(take(numbers, SENT, 1)).isEqualTo(1);
        assertThat(table.reservations()).isEqualTo(3);
    }

    @Test
    void theLastNumberIsTheOneGivenOutNotTheOneReserved() {
        assertThat(last(numbers, INBOX)).isZero();

        take(numbers, INBOX, 1);

        assertThat(last(numbers, INBOX)).isEqualTo(1);
    }

    @Test
    void severalNumbersFollowOneAnother() {
        take(numbers, INBOX, 1);

        assertThat(take(numbers, INBOX, 3 * MailboxNumbers.BLOCK)).isEqualTo(1 + 3 * MailboxNumbers.BLOCK);
        assertThat(take(numbers, INBOX, 0)).isEqualTo(1 + 3 * MailboxNumbers.BLOCK);
    }

    @Test
    void noNumberIsGivenOutTwiceOrLeftOut() throws Exception {
        int threads = 8;
        int each = 1_000;
        List<Long> all = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Long>>> taken = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                taken.add(pool.submit(() -> IntStream.range(0, each)
                        .mapToObj(n -> take(numbers, INBOX, 1))
                        .toList()));
            }
            for (Future<List<Long>> one : taken) {
                assertThat(one.get()).isSorted();
                all.addAll(one.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, (long) threads * each).boxed().toList());
        assertThat(table.reservations()).isEqualTo(threads * each / MailboxNumbers.BLOCK);
    }

    @Test
    void whoAsksWhileNumbersAreReservedSharesThem() {
        Sinks.Empty<Void> answer = Sinks.empty();
        table.await(answer.asMono());
        List<Long> taken = new ArrayList<>();
        numbers.last(INBOX).subscribe(taken::add);
        numbers.take(INBOX, 1).subscribe(taken::add);
        numbers.take(INBOX, 1).subscribe(taken::add);
        assertThat(taken).isEmpty();

        answer.tryEmitEmpty();

        assertThat(taken).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(table.reservations()).isEqualTo(1);
    }

    @Test
    void aFailureIsToldAndNotRemembered() {
        table.await(Mono.error(new UncheckedIOException(new IOException("away"))));
        assertThatThrownBy(() -> take(numbers, INBOX, 1)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> last(numbers, INBOX)).isInstanceOf(UncheckedIOException.class);

        table.await(Mono.empty());

        assertThat(take(numbers, INBOX, 1)).isEqualTo(1);
    }

    @Test
    void whatWasReservedWhenTheProcessDiedIsSkipped() {
        take(numbers, INBOX, 1);
        MailboxNumbers after = new MailboxNumbers(table);

        assertThat(last(after, INBOX)).isEqualTo(MailboxNumbers.BLOCK);
        assertThat(take(after, INBOX, 1)).isEqualTo(MailboxNumbers.BLOCK + 1);
    }

    @Test
    void anOrderlyEndSkipsNothing() {
        take(numbers, INBOX, 5);
        take(numbers, SENT, MailboxNumbers.BLOCK);

        numbers.giveBack(PATIENCE);

        MailboxNumbers after = new MailboxNumbers(table);
        assertThat(last(after, INBOX)).isEqualTo(5);
        assertThat(take(after, INBOX, 1)).isEqualTo(6);
        assertThat(last(after, SENT)).isEqualTo(MailboxNumbers.BLOCK);
    }

    @Test
    void aLateCallerGetsNumbersStill() {
        take(numbers, INBOX, 1);
        numbers.giveBack(PATIENCE);

        assertThat(take(numbers, INBOX, 1)).isEqualTo(2);
    }

    @Test
    void numbersAscendWhereAMailboxWasForgotten() {
        MailboxNumbers few = new MailboxNumbers(table, 1);
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            taken.add(take(few, INBOX, 1));
            assertThat(last(few, INBOX)).isGreaterThanOrEqualTo(taken.get(i));
            take(few, SENT, 1);
        }

        assertThat(taken).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatAnotherProcessReservedIsSkipped() {
        take(numbers, INBOX, 1);
        new MailboxNumbers(table).take(INBOX, 1).block(PATIENCE);

        assertThat(take(numbers, INBOX, MailboxNumbers.BLOCK)).isEqualTo(3L * MailboxNumbers.BLOCK);
    }

    @Test
    void numbersThatDoNotAscendAreNotGivenOut() {
        NumberBlock block = new NumberBlock();
        block.fill(Mono.just(new NumberRange(10, 20))).block(PATIENCE);

        assertThatThrownBy(() -> block.fill(Mono.just(new NumberRange(5, 15))).block(PATIENCE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(block.take(1)).hasValue(11);
    }
}
