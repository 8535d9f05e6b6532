package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import org.junit.jupiter.api.Test;

class MessageOutlinesTest {
    private final MessageOutlines outlines = new MessageOutlines(new PlainParser());

    private static RawMessage message(int number, int characters) {
        return TextMessage.of("<" + number + "@x>", "Subject", "x".repeat(characters));
    }

    private static Digest digest(int number) {
        return Digest.sha256("message", Integer.toString(number));
    }

    @Test
    void remembersWhatTheLastMessagesSay() {
        outlines.of(message(1, 10), digest(1));

        assertThat(outlines.recent(digest(1)).orElseThrow().text()).contains("x".repeat(10));
        assertThat(outlines.recent(digest(2))).isEmpty();
    }

    @Test
    void remembersNoMoreThanItMay() {
        for (int i = 0; i < 300; i++) {
            outlines.of(message(i, 10), digest(i));
        }
        assertThat(outlines.recent(digest(299))).isPresent();
        assertThat(outlines.recent(digest(0))).isEmpty();

        for (int i = 0; i < 60; i++) {
            outlines.of(message(i, 200_000), digest(1000 + i));
        }
        assertThat(outlines.recent(digest(1059))).isPresent();
        assertThat(outlines.recent(digest(1000))).isEmpty();
        assertThat(outlines.recent(digest(299))).isEmpty();

        outlines.of(message(1, 300_000), digest(5000));
        assertThat(outlines.recent(digest(5000))).isEmpty();
    }
}
