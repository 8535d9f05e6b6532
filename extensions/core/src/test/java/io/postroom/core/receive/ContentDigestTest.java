package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.message.RawMessage;
import io.postroom.core.message.UnreadableMessage;
import io.postroom.core.secret.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
    private static final String LETTER = "From: a@example.com\r\nSubject: x\r\n\r\nReceived: in the body\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <a@example.com>\r\n",
                "Received: from x\r\n\tby y;\r\n Sun, 1 Mar 2026 12:00:00 +0000\r\n",
                "RECEIVED: x\r\nreceived : y\r\nDelivered-To: z\r\nX-Original-To: z\r\n"
            })
    void leavesOutWhatEachHopAdds(String trace) {
        assertThat(digest(trace + LETTER)).isEqualTo(digest(LETTER));
        assertThat(digest("From: a@example.com\r\n" + trace + LETTER.substring(21)))
                .isEqualTo(digest(LETTER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: b@example.com\r\nSubject: x\r\n\r\nReceived: in the body\r\n",
                "From: a@example.com\r\nSubject: x\r\n\r\nReceived: in the body",
                "From: a@example.com\r\nSubject: x\r\n\r\nReceived: elsewhere\r\n",
                "From: a@example.com\r\nSubject: x\r\n continued\r\n\r\nReceived: in the body\r\n",
                "From: a@example.com\r\nSubject: x\r\nX-Received: y\r\n\r\nReceived: in the body\r\n",
                "From: a@example.com\r\nSubject: x\r\n\r\n\r\nReceived: in the body\r\n",
                "From: a@example.com\r\nSubject: x\r\n",
                ""
            })
    void countsEverythingElse(String other) {
        assertThat(digest(other)).isNotEqualTo(digest(LETTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\n", " folded first line\r\n\r\nx", "no colon", ":\r\n\r\n", "\r\r\n\n\r"})
    void bearsMalformedMail(String text) {
        assertThat(digest(text)).isEqualTo(digest(text));
    }

    @Test
    void needsLittleMemoryForAHeaderWithoutEnd() {
        RawMessage endless = new RawMessage() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    private int left = 5_000_000;

                    @Override
                    public int read() {
                        return left-- > 0 ? 'a' : -1;
                    }
                };
            }

            @Override
            public long size() {
                return 5_000_000;
            }
        };

        assertThat(ContentDigest.of(endless)).isNotNull();
    }

    @Test
    void saysThatTheOctetsCannotBeRead() {
        RawMessage broken = new UnreadableMessage();

        assertThatThrownBy(() -> ContentDigest.of(broken)).isInstanceOf(UncheckedIOException.class);
    }

    private static Digest digest(String text) {
        return ContentDigest.of(raw(text));
    }

    private static RawMessage raw(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return new RawMessage() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }

            @Override
            public long size() {
                return octets.length;
            }
        };
    }
}
