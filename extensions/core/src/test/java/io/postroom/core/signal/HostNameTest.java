package io.postroom.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/x?y#z, a.example",
        "HTTP://A.Example:8080, a.example",
        "https://bank.example@evil.example/, evil.example",
        "https://bank.example:pw@evil.example, evil.example",
        "https:\\\\evil.example\\bank.example, evil.example",
        "https:evil.example/, evil.example",
        "//evil.example/x, evil.example",
        "https://m\u00FCller.example/, xn--mller-kva.example",
        "'https://192.0.2.7/', 192.0.2.7",
        "https://a.example?b=c@d.example, a.example"
    })
    void readsTheHostThatABrowserGoesTo(String url, String host) {
        assertThat(HostName.ofUrl(url).map(HostName::ascii)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mailto:a@b.example", "tel:123", "javascript:alert(1)", "#top", "/path", "cid:1", "https://"
            })
    void readsNoneWhereThereIsNone(String url) {
        assertThat(HostName.ofUrl(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "mail.news.example.com, example.com",
        "a.example.co.uk, example.co.uk",
        "co.uk, co.uk",
        "localhost, localhost",
        "192.0.2.7, 192.0.2.7"
    })
    void takesTheRegisteredPartByItsForm(String name, String registered) {
        assertThat(HostName.of(name).orElseThrow().registered().ascii()).isEqualTo(registered);
    }

    @Test
    void showsInternationalNamesBothWays() {
        HostName host = HostName.of("XN--80AK6AA92E.com.").orElseThrow();

        assertThat(host.ascii()).isEqualTo("xn--80ak6aa92e.com");
        assertThat(host.unicode()).isEqualTo("\u0430\u0440\u0440\u04CF\u0435.com");
        assertThat(HostName.ofAddress("a@" + host.unicode())).isEqualTo(Optional.of(host));
    }

    @Test
    void knowsScriptsThatAreWrittenTogether() {
        assertThat(HostName.of("p\u0430ypal.example").orElseThrow().mixedScripts())
                .hasSize(2);
        assertThat(HostName.of("\u6771\u4EACtokyo\u30AB.example").orElseThrow().mixedScripts())
                .isEmpty();
        assertThat(HostName.of("\u043F\u0440\u0438\u043C\u0435\u0440.example")
                        .orElseThrow()
                        .mixedScripts())
                .isEmpty();
    }
}
