package io.postroom.routes;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Octets;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import io.postroom.core.send.OutgoingFile.Source;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What bodies of requests say of a message to be sent, in the words that dialects share. */
public final class MailBody {
    /** In octets: messages of 25 MiB, whose attachments come in base64 within JSON. */
    public static final int LIMIT = 36 * 1024 * 1024;

    private static final String CONTENT = "content";
    private static final String URL = "url";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_URL = 2048;
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private MailBody() {}

    /** From {@code to}, {@code cc} and {@code bcc}, each an address or a list of them. */
    public static Addressees addressees(JsonFields body) {
        return new Addressees(addresses(body, "to"), addresses(body, "cc"), addresses(body, "bcc"));
    }

    /** An address or a list of them; none if the field is not there. */
    public static List<Address> addresses(JsonFields body, String name) {
        return body.oneOrMore(name, Address::parse).orElse(List.of());
    }

    public static Content content(JsonFields body) {
        return new Content(
                body.text("subject"),
                body.text("text"),
                body.text("html"),
                body.objects("attachments").stream().map(MailBody::file).toList(),
                addresses(body, "reply_to"),
                body.textMap("headers").orElse(Map.of()),
                Labels.of(body.oneOrMore("labels", Label::new).orElse(List.of())));
    }

    /** An attachment with its contents in base64, or with where to fetch them. */
    public static OutgoingFile file(JsonFields file) {
        if (file.has(CONTENT) == file.has(URL)) {
            throw file.problem(CONTENT, "invalid_value", "an attachment has either content or url");
        }
        return new OutgoingFile(
                file.text("filename").filter(name -> !name.isEmpty()),
                file.text("content_type").filter(type -> !type.isEmpty()),
                file.value("content_disposition", MailBody::isInline).orElse(false),
                file.text("content_id").map(MailBody::withoutBrackets).filter(id -> !id.isEmpty()),
                file.has(URL)
                        ? new Source.Link(file.value(URL, MailBody::link).orElseThrow())
                        : new Source.Given(
                                file.value(CONTENT, MailBody::decoded).orElseThrow()));
    }

    /** RFC 3986; by http or https, with a host. */
    private static URI link(String text) {
        if (text.length() > MAX_URL) {
            throw new IllegalArgumentException("at most " + MAX_URL + " characters");
        }
        URI url = URI.create(text);
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException("not an http or https URL");
        }
        return url;
    }

    private static boolean isInline(String disposition) {
        return switch (disposition) {
            case "inline" -> true;
            case "attachment" -> false;
            default -> throw new IllegalArgumentException("inline or attachment");
        };
    }

    private static String withoutBrackets(String id) {
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    /** RFC 4648 §4; white space, which some encoders write between lines, is left out. */
    private static Octets decoded(String base64) {
        try {
            return new Octets(Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll("")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not base64", e);
        }
    }
}
