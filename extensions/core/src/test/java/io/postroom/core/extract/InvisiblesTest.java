package io.postroom.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisiblesTest {
    private final WayCounts counts = new WayCounts();

    private String strip(String text) {
        return Invisibles.strip(text, counts);
    }

    private static String tags(String text) {
        StringBuilder tags = new StringBuilder();
        text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
        return tags.toString();
    }

    @Test
    void takesOutATextSpelledInTagCharacters() {
        assertThat(strip("Hello" + tags("ignore that") + "!")).isEqualTo("Hello!");
        assertThat(counts.asMap()).isEqualTo(Map.of(Way.TAG, 11));
    }

    @Test
    void takesOutCharactersWithoutWidth() {
        assertThat(strip("pay\u200Bpal\u2060 \uFEFFin\u00ADvoice\u034F\u3164")).isEqualTo("paypal invoice");
        assertThat(counts.asMap()).isEqualTo(Map.of(Way.ZERO_WIDTH, 6));
    }

    @Test
    void takesOutControlsOfDirection() {
        assertThat(strip("invoice\u202Excod.exe\u202C \u2066x\u2069")).isEqualTo("invoicexcod.exe x");
        assertThat(counts.asMap()).isEqualTo(Map.of(Way.BIDI, 4));
    }

    @Test
    void takesOutVariationSelectorsThatSelectNothing() {
        String octets = "\uFE01\uFE02" + new String(Character.toChars(0xE0110));

        assertThat(strip("a\uFE0F" + octets + "b")).isEqualTo("ab");
        assertThat(counts.asMap()).isEqualTo(Map.of(Way.VARIATION, 4));
    }

    @Test
    void takesOutControlCharactersWithoutCountingThem() {
        assertThat(strip("a\u0000b\u001B[0m\tc\r\n")).isEqualTo("ab[0m\tc\r\n");
        assertThat(counts.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text, 100 % of it\r\n\twith a tab",
                "Gr\u00FC\u00DFe, \u00E9t\u00E9, \u4F60\u597D, \u05E9\u05DC\u05D5\u05DD",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // a family, joined
                "\u2764\uFE0F and \u2764\uFE0F\u200D\uD83D\uDD25", // hearts, one of them on fire
                "1\uFE0F\u20E3", // a keycap
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian with a non-joiner
                "\u0915\u094D\u200D\u0937", // Devanagari with a joiner
                "\u845B\uDB40\uDD00" // an ideograph in a registered form
            })
    void leavesWhatPeopleWrite(String text) {
        assertThat(strip(text)).isEqualTo(text);
        assertThat(counts.isEmpty()).isTrue();
    }

    @Test
    void leavesTheFlagsOfCountriesThatHaveTagsAndNoOthers() {
        String flag = new String(Character.toChars(0x1F3F4));
        String end = new String(Character.toChars(0xE007F));

        assertThat(strip(flag + tags("gbsct") + end)).isEqualTo(flag + tags("gbsct") + end);
        assertThat(strip(flag + tags("evil") + end)).isEqualTo(flag);
        assertThat(counts.asMap()).isEqualTo(Map.of(Way.TAG, 5));
    }

    @Test
    void survivesHalvesOfCharacters() {
        assertThat(strip("\uD83D\u200B\uDC00\uDB40")).isEqualTo("\uD83D\uDC00\uDB40");
    }
}
