package io.postroom.james.send;

import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.activation.DataHandler;
import javax.mail.MessagingException;
import javax.mail.Part;
import javax.mail.internet.ContentType;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimePart;
import javax.mail.util.ByteArrayDataSource;

/**
 * The tree of parts of a letter (RFC 2046 §5.1): files around a choice of texts, of which the HTML has the inline files beside it
 * (RFC 2387). No multipart has one part only. For one letter.
 */
final class LetterParts {
    private static final String UTF_8 = "UTF-8";
    private static final String OCTETS = "application/octet-stream";

    private final Content content;
    private final String boundary;
    private int multiparts;

    /** @param boundary to be followed by a number; must not stand in any part */
    LetterParts(Content content, String boundary) {
        this.content = content;
        this.boundary = boundary;
    }

    void fill(MimePart message) throws MessagingException {
        List<OutgoingFile> related = content.html().isPresent()
                ? content.files().stream()
                        .filter(file -> file.inline() && file.contentId().isPresent())
                        .toList()
                : List.of();
        List<OutgoingFile> attached = new ArrayList<>(content.files());
        attached.removeAll(related);
        if (attached.isEmpty()) {
            fillTexts(message, related);
            return;
        }
        Multi mixed = new Multi("mixed");
        MimeBodyPart texts = new MimeBodyPart();
        fillTexts(texts, related);
        mixed.addBodyPart(texts);
        addFiles(mixed, attached);
        message.setContent(mixed);
    }

    private void fillTexts(MimePart part, List<OutgoingFile> related) throws MessagingException {
        Optional<String> html = content.html();
        if (html.isEmpty()) {
            part.setText(lines(content.text().orElse("")), UTF_8, "plain");
        } else if (content.text().isEmpty()) {
            fillHtml(part, html.get(), related);
        } else {
            Multi alternative = new Multi("alternative");
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(lines(content.text().get()), UTF_8, "plain");
            alternative.addBodyPart(plain);
            MimeBodyPart rich = new MimeBodyPart();
            fillHtml(rich, html.get(), related);
            alternative.addBodyPart(rich);
            part.setContent(alternative);
        }
    }

    private void fillHtml(MimePart part, String html, List<OutgoingFile> related) throws MessagingException {
        if (related.isEmpty()) {
            part.setText(lines(html), UTF_8, "html");
            return;
        }
        Multi together = new Multi("related");
        MimeBodyPart root = new MimeBodyPart();
        root.setText(lines(html), UTF_8, "html");
        together.addBodyPart(root);
        addFiles(together, related);
        part.setContent(together);
    }

    /** RFC 2046 §4.1.1: a line of text ends in CRLF. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }

    private static void addFiles(MimeMultipart parts, List<OutgoingFile> files) throws MessagingException {
        for (OutgoingFile file : files) {
            parts.addBodyPart(part(file));
        }
    }

    private static MimeBodyPart part(OutgoingFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        ContentType type = typeOf(file);
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(file.content().toArray(), type.getBaseType())));
        part.setHeader("Content-Type", HeaderText.folded("Content-Type", type.toString()));
        String disposition = file.inline() ? Part.INLINE : Part.ATTACHMENT;
        part.setHeader(
                "Content-Disposition",
                disposition + file.name().map(NameParameter::of).orElse(""));
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (file.contentId().isPresent()) {
            part.setHeader("Content-ID", "<" + file.contentId().get() + ">");
        }
        return part;
    }

    /** Messages go as octets: RFC 2046 §5.2.1 forbids to encode them, and theirs may be of any kind. */
    private static ContentType typeOf(OutgoingFile file) throws MessagingException {
        String text = file.contentType()
                .or(() -> file.name().map(name -> URLConnection.guessContentTypeFromName(name.replace('#', '_'))))
                .filter(type -> !type.toLowerCase(Locale.ROOT).startsWith("message/"))
                .orElse(OCTETS);
        return new ContentType(text);
    }

    /** A multipart whose boundary is settled, so that the same letter is the same octets. */
    private final class Multi extends MimeMultipart {
        Multi(String subtype) throws MessagingException {
            super(subtype);
            ContentType type = new ContentType("multipart", subtype, null);
            type.setParameter("boundary", boundary + multiparts++);
            contentType = type.toString();
        }
    }
}
