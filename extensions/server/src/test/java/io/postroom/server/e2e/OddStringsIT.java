package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every string of the Big List of Naughty Strings as subject, as a person's name and as the name of a file: arrives exactly, or is refused
 * for what it has in it. Skipped where the corpora are absent.
 */
@ExtendWith(SharedServer.class)
class OddStringsIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);
    private static final int LONGEST_FILE_NAME = 255;
    private static final int LONGEST_NAME = 256;

    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final String run = UUID.randomUUID().toString();

    OddStringsIT(Postroom postroom, SmtpPeer peer) {
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    /** Where a string is put. */
    private enum Place {
        SUBJECT,
        NAME,
        FILE
    }

    private static boolean mayStandIn(Place place, String text) {
        boolean breaks = text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
        return switch (place) {
            case SUBJECT -> !breaks;
            case NAME -> text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
            case FILE -> !breaks && text.length() <= LONGEST_FILE_NAME;
        };
    }

    private static List<String> strings() throws IOException {
        Path file = Checkout.corpora().resolve("blns").resolve("blns.json");
        assumeTrue(Files.exists(file), "no corpora beside this checkout");
        List<String> strings = new ArrayList<>();
        RestClient.parse(Files.readAllBytes(file)).forEach(text -> strings.add(text.asText()));
        return strings;
    }

    private String recipient(int number) {
        return "s" + number + "-" + run + "@odd.example";
    }

    private int send(int number, String text, List<Place> places) {
        Map<String, Object> body = new LinkedHashMap<>();
        String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + recipient(number) + ">";
        body.put("to", places.contains(Place.NAME) ? quoted : recipient(number));
        body.put("text", "x");
        if (places.contains(Place.SUBJECT)) {
            body.put("subject", text);
        }
        if (places.contains(Place.FILE)) {
            body.put("attachments", List.of(Map.of("filename", text, "content", "eA==")));
        }
        return inbox.rest().post(inbox.path() + "/messages/send", body).status();
    }

    @Test
    void everyStringArrivesExactlyOrIsRefused() throws Exception {
        List<String> strings = strings();
        for (int i = 0; i < strings.size(); i++) {
            String text = strings.get(i);
            for (Place place : Place.values()) {
                if (!mayStandIn(place, text)) {
                    assertThat(send(i, text, List.of(place)))
                            .as(place + " " + text)
                            .isEqualTo(400);
                }
            }
            assertThat(send(i, text, allowed(text))).as(text).isEqualTo(200);
        }

        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < strings.size(); i++) {
            Message message = received(i);
            String text = strings.get(i);
            for (Place place : allowed(text)) {
                String read = read(place, message);
                if (!read.equals(text)) {
                    wrong.add(place + " of '" + text + "' is '" + read + "'");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Place> allowed(String text) {
        return List.of(Place.values()).stream()
                .filter(place -> mayStandIn(place, text))
                .toList();
    }

    private Message received(int number) throws IOException {
        SmtpPeer.Mail mail = Eventually.get(
                ARRIVES_WITHIN,
                "mail to " + recipient(number),
                () -> peer.mailsTo(recipient(number)).stream().findFirst());
        return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(mail.octets()));
    }

    private static String read(Place place, Message message) {
        return Optional.ofNullable(
                        switch (place) {
                            case SUBJECT -> message.getSubject();
                            case NAME -> message.getTo().flatten().get(0).getName();
                            case FILE ->
                                ((Multipart) message.getBody())
                                        .getBodyParts()
                                        .get(1)
                                        .getFilename();
                        })
                .orElse("");
    }
}
