package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MimeMessageParserTest {
    private static final MimeMessageParser PARSER = new MimeMessageParser();

    private static final String NEWSLETTER = """
            From: =?utf-8?q?Andr=C3=A9?= <andre@example.com>
            To: "Doe, John" <john@example.org>, team: a@example.org, b@example.org;
            Cc: carol@example.org (Carol)
            Subject: =?utf-8?B?R3LDvMOf?= =?utf-8?B?ZQ==?=
            Message-ID: <1@example.com>
            In-Reply-To: <0@example.com> (earlier)
            References: <x@example.com>
              <0@example.com>
            Content-Type: multipart/mixed; boundary=outer

            preamble
            --outer
            Content-Type: multipart/alternative; boundary="in ner"

            --in ner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello=20=E2=82=AC
            --in ner
            Content-Type: multipart/related; boundary=rel

            --rel
            Content-Type: text/html

            <b>Hello</b>
            --rel
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@example.com>
            Content-Transfer-Encoding: base64

            AAEC
            --rel--
            --in ner--
            --outer
            Content-Type: text/csv
            Content-Disposition: attachment; filename*=utf-8''na%C3%AFve%20list.csv

            a;b
            --outer
            Content-Type: message/rfc822

            From: inner@example.com
            Subject: inner
            Content-Type: multipart/mixed; boundary=deep

            --deep

            inner text
            --deep--
            --outer--
            epilogue
            """;

    @Test
    void takesAMessageApart() {
        ParsedMessage message = PARSER.parse(TextMessage.of(NEWSLETTER));

        assertThat(message.envelope().from()).isEqualTo("André <andre@example.com>");
        assertThat(message.envelope().to())
                .containsExactly("\"Doe, John\" <john@example.org>", "a@example.org", "b@example.org");
        assertThat(message.envelope().cc()).containsExactly("Carol <carol@example.org>");
        assertThat(message.envelope().subject()).contains("Grüße");
        assertThat(message.envelope().messageId()).contains(new MessageId("<1@example.com>"));
        assertThat(message.envelope().inReplyTo()).contains(new MessageId("<0@example.com>"));
        assertThat(message.envelope().references())
                .containsExactly(new MessageId("<x@example.com>"), new MessageId("<0@example.com>"));
        assertThat(message.text()).contains("Hello €");
        assertThat(message.html()).contains("<b>Hello</b>");
        assertThat(message.preview()).contains("Hello €");
        assertThat(message.malformed()).isFalse();
    }

    @Test
    void numbersAttachmentsByTheirPlace() {
        List<Attachment> attachments = PARSER.parse(TextMessage.of(NEWSLETTER)).attachments();

        assertThat(attachments)
                .containsExactly(
                        new Attachment(
                                new AttachmentId("1.2.2"),
                                Optional.of("logo.png"),
                                3,
                                Optional.of("image/png"),
                                true,
                                Optional.of("logo@example.com")),
                        new Attachment(
                                new AttachmentId("2"),
                                Optional.of("naïve list.csv"),
                                3,
                                Optional.of("text/csv"),
                                false,
                                Optional.empty()),
                        new Attachment(
                                new AttachmentId("3"),
                                Optional.empty(),
                                119,
                                Optional.of("message/rfc822"),
                                false,
                                Optional.empty()));
    }

    @Test
    void opensWhatItListedAndNothingElse() throws IOException {
        RawMessage raw = TextMessage.of(NEWSLETTER);

        assertThat(read(raw, "1.2.2")).containsExactly(0, 1, 2);
        assertThat(new String(read(raw, "2"), StandardCharsets.UTF_8)).isEqualTo("a;b");
        assertThat(PARSER.open(raw, new AttachmentId("1.1"))).isEmpty();
        assertThat(PARSER.open(raw, new AttachmentId("9"))).isEmpty();
        assertThat(PARSER.open(raw, new AttachmentId("3.1"))).isEmpty();
    }

    @Test
    void keepsEveryHeaderInItsOrder() {
        ParsedMessage message =
                PARSER.parse(TextMessage.of("Received: by a\nX-Note: =?utf-8?q?=C3=A9?=\nreceived: by b\n\nx"));

        assertThat(message.headers())
                .containsExactly(java.util.Map.entry("Received", "by a\nby b"), java.util.Map.entry("X-Note", "é"));
    }

    @Test
    void readsAMessageThatIsOneAttachment() throws IOException {
        RawMessage raw = TextMessage.of("Content-Type: application/pdf; name=\"..\\\\..\\\\x/a\tb.pdf\"\n\n%PDF");

        ParsedMessage message = PARSER.parse(raw);

        assertThat(message.text()).isEmpty();
        assertThat(message.attachments())
                .extracting(a -> a.filename().orElse(""))
                .containsExactly("ab.pdf");
        assertThat(new String(read(raw, "1"), StandardCharsets.UTF_8)).isEqualTo("%PDF");
    }

    @Test
    void joinsTextsThatFollowEachOther() {
        ParsedMessage message = PARSER.parse(TextMessage.of("""
                Content-Type: multipart/mixed; boundary=b

                --b

                one
                --b
                Content-Type: text/plain

                footer
                --b
                Content-Type: text/plain; name=notes.txt

                notes
                --b
                Content-Type: text/plain
                Content-Disposition: attachment

                unnamed
                --b
                Content-Type: text/calendar; method=REQUEST

                BEGIN:VCALENDAR
                --b--
                """));

        assertThat(message.text()).contains("one\nfooter");
        assertThat(message.attachments())
                .extracting(Attachment::id)
                .extracting(AttachmentId::value)
                .containsExactly("3", "4", "5");
    }

    @Test
    void guessesCharsetsThatAreMissingUnknownOrWrong() {
        assertThat(textOf(latin1("Subject: x\n\ncaf\u00e9"))).contains("café");
        assertThat(textOf(TextMessage.of("Subject: x\n\ncafé €"))).contains("café €");
        assertThat(textOf(TextMessage.of("Content-Type: text/plain; charset=x-unknown\n\ncafé")))
                .contains("café");
        assertThat(textOf(latin1("Content-Type: text/plain; charset=iso-8859-1\n\n\u0093q\u0094")))
                .contains("“q”");
        assertThat(textOf(TextMessage.of("Content-Type: text/plain; charset=us-ascii\n\nnaïve")))
                .contains("naïve");
        assertThat(PARSER.parse(latin1("Subject: caf\u00e9\n\n")).envelope().subject())
                .contains("café");
    }

    @Test
    void readsWhatHasNoHeaderAsText() {
        assertThat(textOf(TextMessage.of("just a line\nand one more\n"))).contains("just a line\nand one more\n");
        assertThat(PARSER.parse(TextMessage.of("")).text()).isEmpty();
    }

    @Test
    void endsAnInnerMultipartAtAnOuterBoundary() {
        ParsedMessage message = PARSER.parse(TextMessage.of("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/alternative; boundary=bb

                --bb
                Content-Type: text/plain

                inner
                --b
                Content-Type: image/png

                x
                """));

        assertThat(message.text()).contains("inner");
        assertThat(message.attachments()).extracting(a -> a.id().value()).containsExactly("2");
    }

    @Test
    void tellsABoundaryFromOneThatBeginsAsItDoesWhereverItStands() {
        for (int length = 0; length < 4200; length++) {
            RawMessage raw = TextMessage.of("Content-Type: multipart/mixed; boundary=abc\n\n--abc\n"
                    + "Content-Type: multipart/alternative; boundary=abc1\n\n--abc1\n\n"
                    + "a line of the text\n".repeat(length / 20)
                    + "x".repeat(length % 20)
                    + "\n--abc1\nContent-Type: text/html\n\n<b>x</b>\n--abc1--\n--abc\n"
                    + "Content-Type: image/png\n\nx\n--abc--\n");

            ParsedMessage message = PARSER.parse(raw);

            assertThat(message.html()).contains("<b>x</b>");
            assertThat(message.attachments()).extracting(a -> a.id().value()).containsExactly("2");
        }
    }

    @Test
    void showsAPartWithoutAHeader() {
        ParsedMessage message = PARSER.parse(
                TextMessage.of("Content-Type: multipart/mixed; boundary=b\n\n--b\nno header\n--b\n\ntext\n--b--\n"));

        assertThat(message.text()).contains("no header\ntext");
    }

    @Test
    void survivesABoundaryThatHidesALineBreak() {
        ParsedMessage message = PARSER.parse(
                TextMessage.of("Content-Type: multipart/mixed; boundary*=utf-8''a%0D%0Ab\n\nwhat is here\n"));

        assertThat(message.malformed()).isTrue();
    }

    @Test
    void showsAMultipartWithoutBoundaryAsText() {
        ParsedMessage message = PARSER.parse(TextMessage.of("Content-Type: multipart/mixed\n\nwhat is here\n"));

        assertThat(message.text()).contains("what is here\n");
        assertThat(message.malformed()).isTrue();
    }

    @Test
    void cutsThePreviewBetweenCharacters() {
        String face = "\uD83D\uDE00";
        ParsedMessage message = PARSER.parse(TextMessage.of("Subject: x\n\n a\n\n\tb " + face.repeat(300)));

        assertThat(message.preview()).contains("a b " + face.repeat(98));
        assertThat(PARSER.parse(TextMessage.of("Content-Type: text/html\n\n<p>x"))
                        .preview())
                .isEmpty();
    }

    @Test
    void saysThatTheSourceCannotBeRead() {
        RawMessage broken = new RawMessage() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                };
            }

            @Override
            public long size() {
                return 1;
            }
        };

        assertThatThrownBy(() -> PARSER.parse(broken)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> PARSER.open(broken, new AttachmentId("1"))).isInstanceOf(UncheckedIOException.class);
    }

    private static TextMessage latin1(String text) {
        return new TextMessage(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> textOf(RawMessage raw) {
        return PARSER.parse(raw).text();
    }

    private static byte[] read(RawMessage raw, String id) throws IOException {
        try (InputStream in = PARSER.open(raw, new AttachmentId(id)).orElseThrow()) {
            return in.readAllBytes();
        }
    }
}
