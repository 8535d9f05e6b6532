package io.postroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void aKeyHasNoMoreThanItsShare() {
        Places<String> places = new Places<>(10, 2);

        Optional<Places.Place> first = places.take("a");
        assertThat(first).isPresent();
        assertThat(places.take("a")).isPresent();
        assertThat(places.take("a")).isEmpty();
        assertThat(places.take("b")).isPresent();

        first.orElseThrow().leave();
        assertThat(places.take("a")).isPresent();
    }

    @Test
    void thereAreNoMoreThanInAll() {
        Places<String> places = new Places<>(2, 2);

        Places.Place first = places.take("a").orElseThrow();
        assertThat(places.take()).isPresent();
        assertThat(places.take("b")).isEmpty();

        first.leave();
        assertThat(places.take("b")).isPresent();
    }

    @Test
    void whoHasLeftIsForgotten() {
        Places<Integer> places = new Places<>(0, 1);

        for (int key = 0; key < 1_000; key++) {
            places.take(key).orElseThrow().leave();
        }

        assertThat(places.keys()).isZero();
    }

    @Test
    void zeroIsNoLimit() {
        Places<String> places = new Places<>(0, 0);

        for (int i = 0; i < 1_000; i++) {
            assertThat(places.take("a")).isPresent();
        }
    }
}
