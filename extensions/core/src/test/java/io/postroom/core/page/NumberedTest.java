package io.postroom.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedTest {
    private static final List<Integer> OLDEST_FIRST =
            IntStream.range(0, 333).boxed().toList();

    private final List<PageRequest> asked = new ArrayList<>();

    private Page<Integer> list(PageRequest request) {
        asked.add(request);
        return Page.of(OLDEST_FIRST, number -> new PageKey(Instant.ofEpochMilli(number), ""), request);
    }

    private Numbered<Integer> walk(int page, int size) {
        return Numbered.walk(OLDEST_FIRST.size(), new PageNumber(page, size), this::list);
    }

    @ParameterizedTest
    @CsvSource({"1,20", "2,20", "17,20", "18,20", "4,100", "5,100", "333,1", "1,100", "1000,100"})
    void holdsTheItemsOfItsNumber(int page, int size) {
        List<Integer> newestFirst = new ArrayList<>(OLDEST_FIRST);
        Collections.reverse(newestFirst);
        int from = Math.min((page - 1) * size, newestFirst.size());

        assertThat(walk(page, size))
                .isEqualTo(new Numbered<>(newestFirst.subList(from, Math.min(from + size, newestFirst.size())), 333));
    }

    @Test
    void isReadInLargeSteps() {
        walk(17, 20);

        assertThat(asked).hasSize(4);
    }

    @Test
    void isNotReadWhereNothingIs() {
        walk(18, 20);

        assertThat(asked).isEmpty();
    }

    @Test
    void goesOnBehindAShortPage() {
        List<Page<Integer>> pages = new ArrayList<>(List.of(
                new Page<>(List.of(), java.util.Optional.of(new PageKey(Instant.EPOCH, "a"))),
                new Page<>(List.of(9, 8), java.util.Optional.of(new PageKey(Instant.EPOCH, "b"))),
                new Page<>(List.of(7), java.util.Optional.empty())));

        assertThat(Numbered.walk(3, new PageNumber(2, 1), request -> pages.remove(0))
                        .items())
                .containsExactly(8);
    }

    @Test
    void hasANumberAndASizeThatCanBe() {
        assertThat(new PageNumber(0, 0)).isEqualTo(new PageNumber(1, 1));
        assertThat(new PageNumber(-3, 1000)).isEqualTo(new PageNumber(1, 100));
        assertThat(new PageNumber(Integer.MAX_VALUE, 100).skipped()).isEqualTo(214_748_364_600L);
    }
}
