package io.postroom.routes.v0;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Octets;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import io.postroom.core.send.OutgoingFile.Source;
import io.postroom.core.send.ReplyMessage;
import io.postroom.core.send.SendMessage;
import io.postroom.routes.JsonFields;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The bodies of requests to send, answer and forward. */
final class SendBody {
    private static final String CONTENT = "content";
    private static final String URL = "url";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_URL = 2048;
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private SendBody() {}

    static SendMessage message(JsonFields body) {
        refuseTracking(body);
        return new SendMessage(addressees(body), content(body), delay(body));
    }

    static ReplyMessage reply(JsonFields body) {
        refuseTracking(body);
        return new ReplyMessage(addressees(body), body.flag("reply_all").orElse(false), content(body), delay(body));
    }

    /** An answer to all, which has no addressees of its own. */
    static ReplyMessage replyAll(JsonFields body) {
        refuseTracking(body);
        for (String name : List.of("to", "cc", "bcc")) {
            if (body.has(name)) {
                throw body.problem(name, "invalid_value", "an answer to all goes to those of the message");
            }
        }
        return new ReplyMessage(Addressees.NONE, true, content(body), delay(body));
    }

    /** Whoever asks for what is not done hears of it; in drafts the field has no meaning. */
    private static void refuseTracking(JsonFields body) {
        if (body.flag("track_opens").orElse(false)) {
            throw new RefusedException(Reason.UNPROCESSABLE, "This server does not track who opens mail");
        }
    }

    /** An addition of ours: {@code send_delay}, in seconds. */
    private static Duration delay(JsonFields body) {
        return Duration.ofSeconds(body.wholeNumber("send_delay").orElse(0L));
    }

    static Addressees addressees(JsonFields body) {
        return new Addressees(addresses(body, "to"), addresses(body, "cc"), addresses(body, "bcc"));
    }

    private static List<Address> addresses(JsonFields body, String name) {
        return body.oneOrMore(name, Address::parse).orElse(List.of());
    }

    static Content content(JsonFields body) {
        return new Content(
                body.text("subject"),
                body.text("text"),
                body.text("html"),
                body.objects("attachments").stream().map(SendBody::file).toList(),
                addresses(body, "reply_to"),
                body.textMap("headers").orElse(Map.of()),
                Labels.of(body.oneOrMore("labels", Label::new).orElse(List.of())));
    }

    static OutgoingFile file(JsonFields file) {
        if (file.has(CONTENT) == file.has(URL)) {
            throw file.problem(CONTENT, "invalid_value", "an attachment has either content or url");
        }
        return new OutgoingFile(
                file.text("filename").filter(name -> !name.isEmpty()),
                file.text("content_type").filter(type -> !type.isEmpty()),
                file.value("content_disposition", SendBody::isInline).orElse(false),
                file.text("content_id").map(SendBody::withoutBrackets).filter(id -> !id.isEmpty()),
                file.has(URL)
                        ? new Source.Link(file.value(URL, SendBody::link).orElseThrow())
                        : new Source.Given(
                                file.value(CONTENT, SendBody::decoded).orElseThrow()));
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
