package io.postroom.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    @Test
    void comesBackAsItWasWritten() {
        Verdict verdict =
                Verdict.NONE.with("unauthenticated").with("virus", "unscanned").with("first-contact");

        assertThat(verdict.text()).isEqualTo("unauthenticated; virus=unscanned; first-contact");
        assertThat(Verdict.read(verdict.text())).isEqualTo(verdict);
        assertThat(Verdict.read(" unauthenticated;\r\n virus=unscanned;\r\n\tfirst-contact\r\n"))
                .isEqualTo(verdict);
        assertThat(verdict.value("virus")).contains("unscanned");
        assertThat(verdict.value("unauthenticated")).isEmpty();
        assertThat(verdict.has("unauthenticated")).isTrue();
        assertThat(verdict.with("virus", "none").value("virus")).contains("none");
        assertThat(verdict.without("virus").has("virus")).isFalse();
        assertThat(Verdict.read(Verdict.NONE.text())).isEqualTo(Verdict.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "a;;b",
                "a; a",
                "a b",
                "A",
                "1",
                "a=",
                "a=b=c",
                "a=b c",
                "a=\u00e9",
                "a; <b>",
                "a\u0000",
                "-a"
            })
    void whatIsMalformedSaysNothing(String text) {
        assertThat(Verdict.read(text)).isEqualTo(Verdict.NONE);
    }

    @Test
    void isBounded() {
        String many = IntStream.rangeClosed(0, Verdict.MOST_WORDS)
                .mapToObj(i -> "w" + i)
                .collect(Collectors.joining("; "));
        Verdict most = Verdict.read(many.substring(0, many.lastIndexOf(';')));

        assertThat(most.words()).hasSize(Verdict.MOST_WORDS);
        assertThat(Verdict.read(many)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.read("a" + " ".repeat(10_000))).isEqualTo(Verdict.NONE);
        assertThatThrownBy(() -> most.with("one-more")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Verdict.NONE.with("a\r\nBcc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Verdict.NONE.with("a", "b\r\nBcc")).isInstanceOf(IllegalArgumentException.class);
    }
}
