package io.postroom.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "support@agents.example",
                "a@b",
                "a.b.c@agents.localhost",
                "!#$%&'*+/=?^_`{|}~-@agents.example",
                "0@1.2.3.example",
                "a@xn--bcher-kva.example"
            })
    void takesMailboxes(String address) {
        assertThat(new InboxId(address).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                "a b@c",
                "a..b@c",
                ".a@c",
                "a.@c",
                "a@b@c",
                "a@b.",
                "a@.b",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b_c",
                "\"a\"@c",
                "a@[127.0.0.1]",
                "a@b\n",
                "a\u0000@b",
                "ü@c",
                "a@bücher.example",
                "<a@c>"
            })
    void refusesWhatIsNoMailbox(String address) {
        assertThatThrownBy(() -> new InboxId(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTwoSpellingsOfOneMailbox() {
        assertThat(new InboxId("Support@Agents.EXAMPLE")).isEqualTo(new InboxId("support@agents.example"));
    }

    @Test
    void spellsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(new InboxId("INFO@I.example").value()).isEqualTo("info@i.example");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void boundsTheLengthOfItsParts() {
        String label = "b".repeat(63);
        String domain = String.join(".", label, label, label);

        assertThat(new InboxId("a".repeat(62) + "@" + domain).value()).hasSize(254);
        assertThat(new InboxId("a".repeat(64) + "@b").localPart()).hasSize(64);
        assertThatThrownBy(() -> new InboxId("a".repeat(63) + "@" + domain))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InboxId("a".repeat(65) + "@b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InboxId("a@" + "b".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bearsAHugeAddress() {
        assertThatThrownBy(() -> new InboxId("a.".repeat(500_000) + "@b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailDomain("a.".repeat(500_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasTwoParts() {
        InboxId id = new InboxId("support@agents.example");

        assertThat(id.localPart()).isEqualTo("support");
        assertThat(id.domain()).isEqualTo(new MailDomain("AGENTS.example"));
    }
}
