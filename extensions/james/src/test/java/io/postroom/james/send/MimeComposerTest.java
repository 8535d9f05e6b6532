package io.postroom.james.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.Letter;
import io.postroom.core.send.OutgoingFile;
import io.postroom.james.mime.MimeMessageParser;
import io.postroom.testkit.OddStrings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;

/** What is written with one library is read with another, and with our own reader. */
class MimeComposerTest {
    private static final Address FROM = Address.parse("support@agents.example");
    private static final Address TO = Address.parse("ann@example.com");

    private final MimeComposer composer = new MimeComposer();
    private final MimeMessageParser reader = new MimeMessageParser();

    private static Content content(
            Optional<String> subject, Optional<String> text, Optional<String> html, OutgoingFile... files) {
        return new Content(subject, text, html, List.of(files), List.of(), Map.of(), Labels.NONE);
    }

    private static Letter letter(Addressees recipients, Content content) {
        return new Letter(
                new MessageId("<1@agents.example>"),
                Instant.parse("2026-03-01T12:00:00Z"),
                FROM,
                recipients,
                content,
                List.of(),
                false);
    }

    private static Addressees to(Address... addresses) {
        return new Addressees(List.of(addresses), List.of(), List.of());
    }

    private static OutgoingFile file(String name, String text) {
        return new OutgoingFile(
                Optional.of(name),
                Optional.empty(),
                false,
                Optional.empty(),
                new Octets(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Message parsed(Octets octets) throws IOException {
        return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(octets.toArray()));
    }

    private static Stream<String> oddStrings() {
        return OddStrings.LINES.stream().filter(text -> text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0));
    }

    @Test
    void subjectsArriveExactly() throws Exception {
        Stream<String> more = Stream.of(
                " leading",
                "trailing ",
                "two  spaces",
                "=?utf-8?q?no?=",
                "tab\there",
                "x".repeat(1500),
                "é".repeat(500));
        for (String subject : Stream.concat(oddStrings(), more).toList()) {
            Octets octets =
                    composer.compose(letter(to(TO), content(Optional.of(subject), Optional.of("t"), Optional.empty())));

            assertThat(parsed(octets).getSubject()).as(subject).isEqualTo(subject);
            assertLinesFit(octets);
        }
    }

    @Test
    void namesOfPeopleArriveExactly() throws Exception {
        Stream<String> more =
                Stream.of("Lee, Ann", "a \"quoted\" name", "=?utf-8?q?no?=", "back\\slash", "(comment)", "é");
        List<String> names = Stream.concat(oddStrings(), more)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= 256)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .toList();
        for (String name : names) {
            Octets octets = composer.compose(letter(
                    to(new Address(Optional.of(name), "ann@example.com"), TO),
                    content(Optional.empty(), Optional.of("t"), Optional.empty())));

            assertThat(parsed(octets).getTo().flatten())
                    .as(name)
                    .hasSize(2)
                    .first()
                    .satisfies(mailbox -> {
                        assertThat(mailbox.getName()).isEqualTo(name);
                        assertThat(mailbox.getAddress()).isEqualTo("ann@example.com");
                    });
        }
    }

    @Test
    void namesOfFilesArriveExactly() throws Exception {
        Stream<String> more = Stream.of(
                "Rechnung März.pdf",
                "a\"b.txt",
                "semi;colon.txt",
                "Ann's and Bob's.txt",
                "100%25.txt",
                "é".repeat(200) + ".txt");
        for (String name : Stream.concat(oddStrings(), more)
                .filter(text -> !text.isEmpty() && text.length() <= 255)
                .toList()) {
            Octets octets = composer.compose(
                    letter(to(TO), content(Optional.empty(), Optional.of("t"), Optional.empty(), file(name, "x"))));

            assertThat(nameOfFile(octets)).as(name).isEqualTo(name);
            assertThat(nameInJavaMail(octets)).as(name).isEqualTo(name);
            assertLinesFit(octets);
        }
    }

    private static String nameOfFile(Octets octets) throws IOException {
        return ((Multipart) parsed(octets).getBody()).getBodyParts().get(1).getFilename();
    }

    private static String nameInJavaMail(Octets octets) throws Exception {
        MimeMessage message =
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets.toArray()));
        return ((MimeMultipart) message.getContent()).getBodyPart(1).getFileName();
    }

    @Test
    void textsOfEveryKindArriveWithTheLineEndsOfMail() {
        for (String text :
                List.of("plain", "a\nb\r\nc\rd", ".\n..\nFrom here\n", "é☕\0x", "x".repeat(5000), "", " \n ")) {
            ParsedMessage read = reader.parse(composer.compose(
                    letter(to(TO), content(Optional.empty(), Optional.of(text), Optional.of("<p>" + text + "</p>")))));

            String lines = text.replace("\r\n", "\n").replace('\r', '\n');
            assertThat(read.html().orElse("").replace("\r\n", "\n")).isEqualTo("<p>" + lines + "</p>");
            assertThat(read.text().orElse("").replace("\r\n", "\n")).isEqualTo(lines);
        }
    }

    @Test
    void filesKeepTheirOctetsAndPlaces() throws Exception {
        OutgoingFile logo = new OutgoingFile(
                Optional.of("logo.png"), Optional.of("image/png"), true, Optional.of("logo@x"), new Octets(new byte[] {
                    0, 1, (byte) 0xFF, 13, 10
                }));
        OutgoingFile mail = new OutgoingFile(
                Optional.of("mail.eml"),
                Optional.of("message/rfc822"),
                false,
                Optional.empty(),
                new Octets("Subject: é\n\nx".getBytes(StandardCharsets.UTF_8)));
        Octets octets = composer.compose(letter(
                to(TO),
                content(Optional.empty(), Optional.of("t"), Optional.of("<img src='cid:logo@x'>"), logo, mail)));

        ParsedMessage read = reader.parse(octets);

        assertThat(read.attachments())
                .extracting(attachment -> attachment.filename().orElseThrow())
                .containsExactly("logo.png", "mail.eml");
        Attachment inline = read.attachments().get(0);
        assertThat(inline.inline()).isTrue();
        assertThat(inline.contentId()).contains("logo@x");
        assertThat(reader.open(octets, inline.id()).orElseThrow().readAllBytes())
                .containsExactly(0, 1, -1, 13, 10);
        assertThat(new String(
                        reader.open(octets, read.attachments().get(1).id())
                                .orElseThrow()
                                .readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("Subject: é\n\nx");
    }

    @Test
    void theSameLetterIsTheSameOctets() {
        Letter letter = letter(
                to(TO), content(Optional.of("s"), Optional.of("t"), Optional.of("<p>t</p>"), file("a.txt", "x")));

        assertThat(composer.compose(letter)).isEqualTo(new MimeComposer().compose(letter));
    }

    @Test
    void manyRecipientsAndReferencesAreFolded() throws Exception {
        List<MessageId> references = IntStream.range(0, 50)
                .mapToObj(i -> new MessageId("<" + "r".repeat(60) + i + "@example.com>"))
                .toList();
        List<Address> fifty = IntStream.range(0, 50)
                .mapToObj(i -> Address.parse("Someone Of Them <someone" + i + "@example.com>"))
                .toList();
        Letter letter = new Letter(
                new MessageId("<1@agents.example>"),
                Instant.parse("2026-03-01T12:00:00Z"),
                FROM,
                new Addressees(fifty, List.of(), List.of()),
                content(Optional.of("s"), Optional.of("t"), Optional.empty()),
                references,
                true);

        Octets octets = composer.compose(letter);

        assertLinesFit(octets);
        assertThat(parsed(octets).getTo().flatten()).hasSize(50);
        assertThat(reader.parse(octets).envelope().references()).isEqualTo(references);
        assertThat(reader.parse(octets).envelope().inReplyTo()).contains(references.get(49));
    }

    @Test
    void theWireDoesNotHaveBcc() {
        Letter letter = letter(
                new Addressees(List.of(TO), List.of(), List.of(Address.parse("bob@example.com"))),
                content(Optional.of("s"), Optional.of("t"), Optional.empty()));

        assertThat(reader.parse(composer.compose(letter)).envelope().bcc()).containsExactly("bob@example.com");
        assertThat(new String(composer.compose(letter.forTheWire()).toArray(), StandardCharsets.US_ASCII))
                .doesNotContain("bob@example.com");
    }

    /** RFC 5322 §2.1.1, and octets of ASCII only. */
    private static void assertLinesFit(Octets octets) {
        String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        assertThat(text.chars()).allMatch(c -> c < 128);
        assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }
}
