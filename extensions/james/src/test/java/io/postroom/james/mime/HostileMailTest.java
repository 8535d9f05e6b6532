package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.testkit.TextMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input made to hurt: every message is read, nothing throws, nothing takes long. */
class HostileMailTest {
    private static final int LARGE = 1 << 20;
    private static final Duration LIMIT =
            Duration.ofSeconds(10); // a slow machine's allowance; quadratic work takes hours
    private static final MimeMessageParser PARSER = new MimeMessageParser();

    @ParameterizedTest
    @ValueSource(ints = {101, 1000, 100_000})
    void stopsAtTheHundredthLevel(int depth) {
        ParsedMessage message = PARSER.parse(nested(depth, "text\r\n"));

        assertThat(message.malformed()).isTrue();
        assertThat(message.attachments()).hasSize(1);
        assertThat(message.attachments().get(0).id().value()).hasSize(PartReader.MAX_DEPTH * 2 - 1);
    }

    @Test
    void readsTheHundredthLevel() {
        ParsedMessage message = PARSER.parse(nested(100, "text"));

        assertThat(message.malformed()).isFalse();
        assertThat(message.text()).contains("text");
    }

    @Test
    void stopsAtTheThousandthPart() {
        ParsedMessage message = PARSER.parse(TextMessage.of("Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: a/b\n\nx\n".repeat(1001) + "--b--\n"));

        assertThat(message.malformed()).isTrue();
        assertThat(message.attachments()).hasSize(1000);
    }

    @Test
    void stopsAtAMebibyteOfHeader() {
        ParsedMessage message = PARSER.parse(TextMessage.of(
                "Subject: kept\n" + "X-Pad: 0123456789\n".repeat(100_000) + "To: lost@example.com\n\nthe text"));

        assertThat(message.malformed()).isTrue();
        assertThat(message.envelope().subject()).contains("kept");
        assertThat(message.envelope().to()).isEmpty();
        assertThat(message.text()).contains("the text");
    }

    static Stream<String> repeatedLines() {
        return Stream.of(
                "\r\n",
                "--b\r\n",
                "--b99\r\n",
                "--b50--\r\n",
                "-",
                "--",
                "=",
                "=\r\n",
                "=20=\r\n",
                " ",
                "\t\r",
                "a",
                "\n--",
                "=?utf-8?q?");
    }

    @ParameterizedTest
    @MethodSource("repeatedLines")
    void isQuickWhateverIsRepeated(String line) {
        for (String encoding : new String[] {"7bit", "base64", "quoted-printable"}) {
            RawMessage deep = nested(100, "Content-Transfer-Encoding: " + encoding + "\r\n", line, LARGE);
            assertTimeout(LIMIT, () -> PARSER.parse(deep));
        }
    }

    static Stream<String> repeatedInHeaders() {
        return Stream.of(
                "(",
                "<",
                "\"",
                ":",
                ";",
                ",",
                "=?",
                "=?utf-8?q?",
                "=?utf-8?b?",
                "=?x?q?a?=",
                "=?x?q?a?= b ",
                "=?utf-8?q?=E9?= b ",
                "\"=?x?q?a?=\"; b=",
                "a*0=b;",
                "=",
                "\\",
                "@",
                "a@b,",
                "a@b (c),",
                "a@b<\"(c)",
                "[(c)",
                "<a>",
                "a ",
                " ",
                "\r\n ",
                "%41",
                "''",
                "é",
                "\u0000");
    }

    @ParameterizedTest
    @MethodSource("repeatedInHeaders")
    void isQuickWhateverHeadersRepeat(String repeated) {
        for (String field : new String[] {"From", "Subject", "References", "X-Other"}) {
            assertQuick(field + ": " + repeated.repeat((1 << 20) / repeated.length()) + "\r\n\r\nx");
        }
        for (String start : new String[] {"multipart/mixed; boundary", "text/plain; name*0*", ""}) {
            assertQuick("Content-Type: " + start + "=" + repeated.repeat((1 << 20) / repeated.length()) + "\r\n\r\nx");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t\r", "=", "=\r", "_", "?", "é"})
    void isQuickWhateverAnEncodedWordRepeats(String repeated) {
        for (String encoding : new String[] {"q", "b"}) {
            assertQuick("Subject: =?utf-8?" + encoding + "?" + repeated.repeat(LARGE / repeated.length() - 100)
                    + "?=\r\n\r\nx");
        }
    }

    @Test
    void isQuickWithCharsetsThatNobodyKnows() {
        String words = IntStream.range(0, 40_000)
                .mapToObj(i -> "=?x" + i + "?q?a?= b ")
                .collect(Collectors.joining());

        assertQuick("Subject: " + words + "\r\nTo: " + words + "\r\n\r\nx");
    }

    private static void assertQuick(String message) {
        TextMessage raw = new TextMessage(message.getBytes(StandardCharsets.UTF_8));
        assertTimeout(LIMIT, () -> PARSER.parse(raw));
    }

    @Test
    void survivesDamageAtRandomPlaces() {
        Random random = new Random(7);
        byte[] sound = TextMessage.of("""
                        From: =?utf-8?q?Andr=C3=A9?= <andre@example.com>
                        To: "Doe, John" <john@example.org>, team: a@example.org;
                        References: <x@example.com> <0@example.com>
                        Content-Type: multipart/mixed; boundary=outer

                        --outer
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        Hello=20=E2=82=AC
                        --outer
                        Content-Type: text/csv; name*0*=utf-8''a%20; name*1=b
                        Content-Transfer-Encoding: base64

                        AAECAwQF
                        --outer--
                        """).octets();
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = sound.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(damaged.length);
                damaged[at] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : damaged[random.nextInt(damaged.length)];
            }
            assertListedCanBeOpened(new TextMessage(damaged));
        }
    }

    @Test
    void decodesNoiseInEveryCharset() {
        Random random = new Random(11);
        byte[] noise = new byte[500];
        for (String charset : Charset.availableCharsets().keySet()) {
            for (int round = 0; round < 20; round++) {
                random.nextBytes(noise);
                assertThat(Charsets.decode(noise, Optional.of(charset))).isNotNull();
            }
        }
    }

    static void assertListedCanBeOpened(RawMessage raw) {
        ParsedMessage message = PARSER.parse(raw);
        assertThat(message.preview().orElse("").length()).isLessThanOrEqualTo(ParsedMessage.MAX_PREVIEW);
        for (Attachment attachment : message.attachments()) {
            try (InputStream in = PARSER.open(raw, attachment.id()).orElseThrow()) {
                assertThat(in.readAllBytes()).hasSize((int) attachment.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Multiparts within each other, and in the innermost a text. */
    private static TextMessage nested(int depth, String text) {
        return nested(depth, "", text, 0);
    }

    /** Multiparts within each other, and in the innermost a part of this header, filled with {@code content} up to {@code size}. */
    private static TextMessage nested(int depth, String header, String content, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        for (int i = 0; i < depth; i++) {
            out.writeBytes(octets("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n"));
        }
        out.writeBytes(octets(header + "\r\n" + content));
        byte[] more = octets(content);
        while (out.size() < size) {
            out.writeBytes(more);
        }
        return new TextMessage(out.toByteArray());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
