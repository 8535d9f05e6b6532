package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.mail.MessagingException;

/**
 * A server as its clients see it.
 *
 * @param ports as listened on, by name
 * @param data its data directory
 */
record Postroom(Map<String, Integer> ports, Path data) {
    static final String DOMAIN = "agents.localhost";

    int port(String name) {
        return ports.get(name);
    }

    /** What an operator finds in the data directory. */
    String rootKey() {
        try {
            return Files.readString(data.resolve("root-api-key"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API with the root key. */
    RestClient rest() {
        return anonymous().with(rootKey());
    }

    RestClient anonymous() {
        return RestClient.at(port("api"));
    }

    RestClient webAdmin() {
        return RestClient.at(port("webadmin"));
    }

    SmtpClient smtp() {
        return SmtpClient.connect(port("smtp"));
    }

    SmtpClient submission() {
        return SmtpClient.connect(port("submission"));
    }

    ImapClient imap(String user, String password) throws MessagingException {
        return ImapClient.login(port("imap"), user, password);
    }

    JmapClient jmap(String user, String password) {
        return new JmapClient(port("jmap"), user, password);
    }

    /** A new inbox with a name of its own. */
    InboxClient inbox() {
        return InboxClient.create(rest(), "i" + UUID.randomUUID().toString().replace("-", ""));
    }

    /** Sends one message, which must be accepted. */
    void deliver(InboxClient inbox, Letter letter) {
        deliver(inbox, letter.octets());
    }

    void deliver(InboxClient inbox, byte[] message) {
        try (SmtpClient smtp = smtp()) {
            SmtpClient.Reply reply = smtp.send(Letter.SENDER, inbox.id(), message);
            if (reply.code() != 250) {
                throw new AssertionError("not accepted: " + reply);
            }
        }
    }

    /** Registers {@code sink} for received mail; what the API says of the webhook, its secret included. */
    JsonNode subscribe(WebhookSink sink, InboxClient... inboxes) {
        return subscribe(sink, List.of("message.received"), inboxes);
    }

    /** A webhook for events of these types; of all inboxes if none is named. */
    JsonNode subscribe(WebhookSink sink, Collection<String> types, InboxClient... inboxes) {
        Map<String, Object> wish = new HashMap<>(Map.of("url", sink.url(), "event_types", types));
        if (inboxes.length > 0) {
            wish.put("inbox_ids", Stream.of(inboxes).map(InboxClient::id).toList());
        }
        return rest().post("/v0/webhooks", wish).ok();
    }
}
