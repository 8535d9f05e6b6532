package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.PageWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketWalkTest {
    private static final List<Bucket> BUCKETS =
            List.of(new Bucket(Bucket.FIRST, 3_000), new Bucket(3_000, 3_001), new Bucket(3_001, Bucket.FOREVER));
    private static final List<PageKey> ROWS = IntStream.range(1, 5_001)
            .mapToObj(number -> new PageKey(Instant.ofEpochMilli(number), "id"))
            .toList();

    private int examined;

    @Test
    void aPageIsShortRatherThanTheResultOfEndlessWork() {
        Page<PageKey> page = page(PageRequest.first(20), row -> false);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isPresent();
        assertThat(examined).isBetween(2_000, 2_500);
    }

    @Test
    void aPageOfWhatEverybodyWantsReadsOneRowMore() {
        Page<PageKey> page = page(PageRequest.first(20), row -> true);

        assertThat(page.items()).hasSize(20);
        assertThat(examined).isEqualTo(21);
    }

    @Test
    void shortPagesLeadToTheEndInBothDirections() {
        Predicate<PageKey> rare = row -> row.timestamp().toEpochMilli() % 999 == 0;

        List<PageKey> oldestFirst = PageWalk.oldestFirst(2, request -> page(request, rare));
        List<PageKey> newestFirst = PageWalk.newestFirst(2, request -> page(request, rare));

        assertThat(oldestFirst)
                .containsExactlyElementsOf(ROWS.stream().filter(rare).toList());
        assertThat(newestFirst)
                .hasSize(5)
                .isSortedAccordingTo(Comparator.comparing(PageKey::timestamp).reversed());
    }

    @Test
    void theLastPageSaysSo() {
        PageRequest request = new PageRequest(100, Optional.of(ROWS.get(50)), false);

        Page<PageKey> page = page(request, row -> true);

        assertThat(page.items()).hasSize(50);
        assertThat(page.next()).isEmpty();
    }

    private Page<PageKey> page(PageRequest request, Predicate<PageKey> wanted) {
        return new BucketWalk<PageKey, PageKey>(
                        this::read,
                        row -> row,
                        rows -> rows.stream()
                                .map(row -> Optional.of(row).filter(wanted))
                                .toList())
                .page(BUCKETS, Range.of(request), request.limit());
    }

    private List<PageKey> read(long start, Range range, int limit) {
        List<PageKey> rows = new ArrayList<>(ROWS.stream()
                .filter(row -> !new Range(range.from(), row, true).isEmpty()
                        || range.from().equals(row))
                .filter(row -> !new Range(row, range.to(), true).isEmpty())
                .toList());
        if (!range.ascending()) {
            rows.sort(Comparator.comparing(PageKey::timestamp).reversed());
        }
        List<PageKey> some = rows.subList(0, Math.min(limit, rows.size()));
        examined += some.size();
        return some;
    }
}
