package io.postroom.core.draft;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.Octets;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Composition;
import io.postroom.core.send.Content;
import io.postroom.core.send.Letters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes drafts as mails, and reads them from mails, also from those that a mail client wrote. Thread-safe. */
public final class DraftMails {
    /** The message that is forwarded, as mail clients name it, whose field it is. */
    private static final String FORWARDED = "X-Forwarded-Message-Id";

    private static final int ID_DIGITS = 24;

    private final Letters letters;
    private final MessageParser parser;

    public DraftMails(Letters letters, MessageParser parser) {
        this.letters = letters;
        this.parser = parser;
    }

    /** @throws io.postroom.core.error.RefusedException {@link io.postroom.core.error.Reason#TOO_LARGE} */
    Octets write(Inbox inbox, DraftMark mark, MessageId id, DraftKind kind, Composition composition, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(DraftMark.FIELD, mark.text());
        if (kind instanceof DraftKind.Forward forward) {
            headers.put(FORWARDED, forward.forwarded().value());
        }
        Content content = composition.content();
        Content marked = new Content(
                content.subject(),
                content.text(),
                content.html(),
                content.files(),
                content.replyTo(),
                headers,
                content.labels());
        Composition whole =
                new Composition(composition.recipients(), marked, composition.references(), composition.answers());
        return letters.write(whole.letter(id, at, Composing.from(inbox)));
    }

    /** Throws {@link UncheckedIOException} if {@code raw} cannot be read. */
    ReadDraft read(RawMessage raw) {
        ParsedMessage parsed = parser.parse(raw);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(parsed.headers());
        Map<AttachmentId, AttachmentId> parts = new LinkedHashMap<>();
        List<Attachment> attachments = new ArrayList<>();
        Map<String, Integer> equals = new HashMap<>();
        for (Attachment attachment : parsed.attachments()) {
            String name = nameOf(attachment, raw);
            int number = equals.merge(name, 1, Integer::sum);
            AttachmentId id = new AttachmentId(number == 1 ? name : name + "-" + number);
            parts.put(id, attachment.id());
            attachments.add(attachment.withId(id));
        }
        MessageOutline outline =
                new MessageOutline(parsed.envelope(), parsed.preview(), attachments, parsed.malformed());
        return new ReadDraft(
                raw,
                parser,
                outline,
                parsed.text().map(DraftMails::lines),
                parsed.html().map(DraftMails::lines),
                parts,
                Optional.ofNullable(headers.get(DraftMark.FIELD)).flatMap(DraftMark::parse),
                Optional.ofNullable(headers.get(FORWARDED)).flatMap(MessageId::tryParse));
    }

    /** From what the file is, so that it stays the same while other parts of the draft change. */
    private String nameOf(Attachment attachment, RawMessage raw) {
        return Digest.sha256(
                        attachment.filename().orElse(""),
                        attachment.contentType().orElse(""),
                        Boolean.toString(attachment.inline()),
                        attachment.contentId().orElse(""),
                        digest(attachment, raw).hex())
                .hex()
                .substring(0, ID_DIGITS);
    }

    private Digest digest(Attachment attachment, RawMessage raw) {
        MessageDigest sha = Digest.algorithm();
        try (InputStream content = parser.open(raw, attachment.id()).orElseGet(InputStream::nullInputStream)) {
            byte[] buffer = new byte[8192];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(sha);
    }

    /** RFC 2046 §4.1.1 has lines end in CRLF on the wire; callers do not write them so. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
