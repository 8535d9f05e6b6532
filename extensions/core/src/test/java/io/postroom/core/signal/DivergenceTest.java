package io.postroom.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static String words(String stem, int count) {
        return IntStream.range(0, count).mapToObj(i -> stem + i).collect(Collectors.joining(" "));
    }

    @Test
    void tellsOfAPlainTextThatSaysOtherThings() {
        String html = words("shown", 40);

        assertThat(Divergence.between(html + " " + words("other", 10), html))
                .contains(new Signal.DifferentTexts(50, 10, 40, 0));
        assertThat(Divergence.between(words("other", 12), html)).isPresent();
    }

    @Test
    void letsAPlainTextBeShorterButNotMuch() {
        String html = words("shown", 40);

        assertThat(Divergence.between(words("shown", 21), html)).isEmpty();
        assertThat(Divergence.between(words("shown", 20), html)).isPresent();
    }

    @Test
    void passesOverAFewWordsAddressesAndCase() {
        String html = words("shown", 40);
        String address = " https://a.example/" + words("x-", 30).replace(" ", "/");

        assertThat(Divergence.between(html + " " + words("other", 9), html)).isEmpty();
        assertThat(Divergence.between(html.toUpperCase(Locale.ROOT) + address, html))
                .isEmpty();
        assertThat(Divergence.between("Hi", "Bye")).isEmpty();
    }

    @Test
    void comparesLettersWhereWordsHaveNoSpaces() {
        String text =
                "\u6628\u65E5\u306E\u6771\u4EAC\u306F\u96E8\u3060\u3063\u305F\u304C\u4ECA\u65E5\u306F\u6674\u308C\u308B";

        assertThat(Divergence.between(text.substring(0, 8) + "\n" + text.substring(8), text))
                .isEmpty();
    }
}
