package io.postroom.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"<1@example.com>", "a b c", "", "é 🔑", "11111111-1111-4111-8111-111111111111"})
    void comesBackAsItWas(String id) {
        PageKey key = new PageKey(Instant.parse("2026-03-01T12:00:00.123Z"), id);

        assertThat(PageToken.decode(PageToken.encode(key))).isEqualTo(key);
    }

    @Test
    void needsNoEscapingInAQuery() {
        assertThat(PageToken.encode(new PageKey(Instant.EPOCH, "<ÿþ?>>>@example.com>")))
                .matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "no token", "MTIz", "\u0000", "é", "MTIz IDQ"})
    void refusesWhatIsNoToken(String token) {
        assertRefused(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x 1", " 1", "1", "99999999999999999999 1", "1.5 1"})
    void refusesATokenOfSomethingElse(String text) {
        assertRefused(Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void boundsTheSizeOfAPage() {
        assertThat(new PageRequest(1000, Optional.empty(), false).limit()).isEqualTo(PageRequest.MAX_LIMIT);
        assertThatThrownBy(() -> new PageRequest(0, Optional.empty(), false)).isInstanceOf(RefusedException.class);
    }

    private static void assertRefused(String token) {
        assertThatThrownBy(() -> PageToken.decode(token))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems().get(0).path()).containsExactly("page_token"));
    }
}
