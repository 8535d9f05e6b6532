package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.RefusedException;
import io.postroom.routes.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels=%5B%22unread%22%2C%22x%20y%22%5D",
                "labels=%5B%22unread%22%2C+%22x+y%22%5D",
                "labels=unread,x%20y",
                "labels=unread,x+y",
                "labels=unread&labels=x+y",
                "other=1&labels=unread&&labels=x%20y&labels="
            })
    void readsEachFormClientsWrite(String query) {
        assertThat(TextList.of(new Query(query), "labels")).containsExactly("unread", "x y");
    }

    @Test
    void isEmptyWithoutTheParameter() {
        assertThat(TextList.of(new Query(null), "labels")).isEmpty();
        assertThat(TextList.of(new Query("labels"), "labels")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels=%5B1%5D", "labels=%5B%22a%22", "labels=%5B%5B%5D%5D"})
    void refusesAnArrayOfAnythingElse(String query) {
        assertThatThrownBy(() -> TextList.of(new Query(query), "labels")).isInstanceOf(RefusedException.class);
    }
}
