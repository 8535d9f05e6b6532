package io.postroom.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {
    private static final int LAST_ODD = 0x11000;

    @ParameterizedTest
    @CsvSource({
        "Ann@Example.COM, ann@example.com, EMAIL",
        "' ann@example.com ', ann@example.com, EMAIL",
        "ann+tag@bücher.example, ann+tag@xn--bcher-kva.example, EMAIL",
        "ann@localhost, ann@localhost, EMAIL",
        "Example.COM, example.com, DOMAIN",
        "BÜCHER.example, xn--bcher-kva.example, DOMAIN"
    })
    void readsAddressesAndDomains(String text, String value, EntryName.Type type) {
        EntryName name = EntryName.parse(text);

        assertThat(name.value()).isEqualTo(value);
        assertThat(name.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "@example.com",
                "ann@",
                "Ann <ann@example.com>",
                "a b@example.com",
                "*.example.com",
                "*@example.com",
                "example.com,example.org",
                "example..com",
                "exa\nmple.com"
            })
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> EntryName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSenderIsTooOdd() {
        for (int code = 0; code < LAST_ODD; code++) {
            String odd = new StringBuilder().appendCodePoint(code).toString();
            EntryName.of(odd + "@example.com");
            EntryName.of("a@" + odd + ".example");
            EntryName.of("A" + odd + "@a" + odd);
        }
    }

    @Test
    void somebodyStandsInListsAsAnAddressAndThenAsADomain() {
        assertThat(EntryName.of("Ann <Ann@Example.com>"))
                .containsExactly(new EntryName("ann@example.com"), new EntryName("example.com"));
        assertThat(EntryName.of("Ann")).isEmpty();
        assertThat(EntryName.of("")).isEmpty();
        assertThat(EntryName.of("ann@")).isEmpty();
        assertThat(EntryName.of("ann@" + "x".repeat(400))).isEmpty();
        assertThat(EntryName.of("x".repeat(400) + "@example.com")).containsExactly(new EntryName("example.com"));
    }
}
