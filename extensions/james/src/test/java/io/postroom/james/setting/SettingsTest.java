package io.postroom.james.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final Settings defaults = Settings.defaults();

    @Test
    void hasTheDefaultsOfTheFileAnOperatorEdits() {
        assertThat(defaults.text("mail.domain")).isEqualTo("agents.localhost");
        assertThat(defaults.integer("port.smtp")).isEqualTo(2525);
        assertThat(defaults.octets("mail.max-message-size")).isEqualTo(25 * 1024 * 1024);
        assertThat(defaults.bool("webhooks.allow-private-networks")).isFalse();
        assertThat(defaults.text("http.public-url")).isEmpty();
    }

    @Test
    void letsAFileOverrideSomeKeys(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.properties"), "mail.domain = mail.example\n");

        Settings settings = defaults.with(file);

        assertThat(settings.text("mail.domain")).isEqualTo("mail.example");
        assertThat(settings.integer("port.smtp")).isEqualTo(2525);
    }

    @Test
    void refusesAKeyThatDoesNotExistInOneSentence() {
        assertThatThrownBy(() -> defaults.with(Map.of("mail.domian", "x"), "--set"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("There is no setting named 'mail.domian' (--set).");
    }

    @Test
    void saysWhatAValueShouldHaveBeen() {
        Settings settings =
                defaults.with(Map.of("port.smtp", "smtp", "mail.max-message-size", "25 megabytes"), "--set");

        assertThatThrownBy(() -> settings.integer("port.smtp"))
                .hasMessage("The setting port.smtp is 'smtp', but must be a whole number.");
        assertThatThrownBy(() -> settings.octets("mail.max-message-size")).hasMessageContaining("must be a size");
    }

    @Test
    void readsDurations() {
        assertThat(Quantities.duration("15s")).contains(Duration.ofSeconds(15));
        assertThat(Quantities.duration("5min")).contains(Duration.ofMinutes(5));
        assertThat(Quantities.duration("5 parsecs")).isEmpty();
        assertThat(Quantities.duration("soon")).isEmpty();
    }

    @Test
    void refusesASizeThatDoesNotFit() {
        assertThat(Quantities.octets("999999999999999GiB")).isEmpty();
    }

    @Test
    void knowsTheEnvironmentVariableThatTurnsVerificationOff() {
        String key = "trust.verification.enabled";
        String variable = "SENDER_VERIFICATION_ENABLED";
        Settings off = defaults.with(Map.of(key, "false"), "--set");

        assertThat(defaults.withEnvironment(Map.of()).bool(key)).isTrue();
        assertThat(defaults.withEnvironment(Map.of(variable, "")).bool(key)).isTrue();
        assertThat(defaults.withEnvironment(Map.of(variable, "0")).bool(key)).isFalse();
        assertThat(defaults.withEnvironment(Map.of(variable, "False")).bool(key))
                .isFalse();
        assertThat(off.withEnvironment(Map.of(variable, "1")).bool(key)).isTrue();
        assertThatThrownBy(() -> defaults.withEnvironment(Map.of(variable, "no")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("The setting SENDER_VERIFICATION_ENABLED is 'no', but must be 0 or 1.");
    }
}
