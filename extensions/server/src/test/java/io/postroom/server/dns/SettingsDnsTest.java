package io.postroom.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.james.setting.Settings;
import io.postroom.james.trust.JamesNames;
import io.postroom.testkit.dns.DnsMood;
import io.postroom.testkit.dns.LocalDns;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsDnsTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final LocalDns dead = new LocalDns();
    private final LocalDns alive = new LocalDns();

    @AfterEach
    void stop() {
        dead.close();
        alive.close();
    }

    private JamesNames names(String servers) throws Exception { // as James declares it
        SettingsDns dns = new SettingsDns(
                new RecordingMetricFactory(),
                Settings.defaults()
                        .with(Map.of("dns.servers", servers, "dns.time-limit", LIMIT.toSeconds() + "s"), "the test"));
        dns.init();
        return new JamesNames(dns, LIMIT, System::nanoTime);
    }

    @Test
    void asksTheNextServerWhereOneIsDead() throws Exception {
        dead.mood(DnsMood.DEAD);
        alive.load("example.org. 60 IN TXT \"here\"");

        assertThat(names(dead.address() + ',' + alive.address()).texts("example.org"))
                .containsExactly("here");
        assertThat(dead.questions()).hasSize(1);
    }

    @Test
    void asksADeadServerTwice() throws Exception {
        dead.mood(DnsMood.DEAD);

        JamesNames names = names(dead.address());

        assertThatThrownBy(() -> names.texts("example.org")).isInstanceOf(UncheckedIOException.class);
        assertThat(dead.questions()).hasSize(2);
    }
}
