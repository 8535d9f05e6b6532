package io.postroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UrlTextTest {
    @Test
    void leadsBackFromBase64() {
        for (String text : new String[] {"", "a", "<ann@example.com>", "Grüße ✓ ?>~"}) {
            assertThat(UrlText.ofBase64(UrlText.base64(text))).isEqualTo(text);
            assertThat(UrlText.base64(text)).matches("[A-Za-z0-9_-]*");
        }
    }

    @Test
    void readsOtherSpellingsOfTheSame() {
        assertThat(UrlText.ofBase64("YQ")).isEqualTo("a");
        assertThat(UrlText.ofBase64("YQ==")).isEqualTo("a");
        assertThat(UrlText.ofBase64("YR")).isEqualTo("a");
    }

    @Test
    void refusesWhatIsNoBase64() {
        assertThatThrownBy(() -> UrlText.ofBase64("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UrlText.ofBase64("a+b/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void percentEncodesAllButLettersDigitsAndWhatIsPlain() {
        assertThat(UrlText.percentEncoded("Az09 -_/%ü\u0000", "-_")).isEqualTo("Az09%20-_%2F%25%C3%BC%00");
        assertThat(UrlText.percentEncoded("a/b", "/")).isEqualTo("a/b");
        assertThat(UrlText.percentEncoded("", "")).isEmpty();
    }
}
