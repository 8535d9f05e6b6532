package io.postroom.server.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedHtmlTextTest {
    private final BoundedHtmlText extractor = new BoundedHtmlText();

    @Test
    void keepsTheWordsAndTheLines() {
        String text = extractor.toPlainText("<p>Dear <b>Ada</b>,<br>see <img alt='a map'></p><ul><li>one</li></ul>");

        assertThat(text).isEqualTo("Dear Ada,\nsee [a map]\n\n - one\n");
    }

    @Test
    void doesNotIndentWithoutEnd() {
        String text = extractor.toPlainText("<ul><li>".repeat(50_000));

        assertThat(text.length()).isLessThan(50_000 * 13);
    }

    @Test
    void readsABodyOverTheLimitToTheLimit() {
        String text = extractor.toPlainText("x".repeat(2 * BoundedHtmlText.MAX_CHARACTERS));

        assertThat(text).hasSize(BoundedHtmlText.MAX_CHARACTERS);
    }

    @Test
    void readsWhatIsNoHtmlAsText() {
        assertThat(extractor.toPlainText("")).isEmpty();
        assertThat(extractor.toPlainText("1 < 2 & 3")).isEqualTo("1 < 2 & 3");
    }
}
