package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void readsAMailboxAloneAndWithAName() {
        assertThat(Address.parse(" Ann@Example.COM ").mailbox()).isEqualTo("Ann@example.com");
        assertThat(Address.parse("Ann Lee <ann@example.com>").name()).contains("Ann Lee");
        assertThat(Address.parse("\"Lee, \\\"Ann\\\"\" <ann@example.com>").name())
                .contains("Lee, \"Ann\"");
        assertThat(Address.parse("\"  Ann \" <ann@example.com>").name()).contains("  Ann ");
        assertThat(Address.parse("<ann@example.com>").name()).isEmpty();
        assertThat(Address.parse("\"\" <ann@example.com>").name()).isEmpty();
    }

    @Test
    void writesAnInternationalDomainInAscii() {
        assertThat(Address.parse("ann@bücher.example").mailbox()).isEqualTo("ann@xn--bcher-kva.example");
    }

    @Test
    void spellingsOfOneMailboxHaveOneKey() {
        assertThat(Address.parse("Ann@Example.com").key())
                .isEqualTo(Address.parse("ann@example.com").key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann@exa mple.com",
                "a b@example.com",
                "ann@example.com, bob@example.com",
                "ann@example.com\r\nBcc: bob@example.com",
                "Ann\n <ann@example.com>",
                "ann\0@example.com",
                "änn@example.com",
                "ann@[192.0.2.1]"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
    }
}
