package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attachments that the request names by URL. The tests' servers may fetch from this machine. */
@ExtendWith(SharedServer.class)
class AttachmentLinkIT {
    private static final byte[] FILE = "%PDF-1.7 and so on".getBytes(StandardCharsets.US_ASCII);

    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";
    private HttpServer web;

    AttachmentLinkIT(Postroom postroom, SmtpPeer peer) {
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    @BeforeEach
    void serve() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/offer.bin", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, FILE.length);
                exchange.getResponseBody().write(FILE);
            }
        });
        web.createContext("/moved", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", url("/offer.bin"));
                exchange.sendResponseHeaders(302, -1);
            }
        });
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private RestClient.Answer send(String url) {
        return inbox.rest()
                .post(
                        inbox.path() + "/messages/send",
                        Map.of("to", remote, "text", "x", "attachments", List.of(Map.of("url", url))));
    }

    @Test
    void aFileIsFetchedAndArrives() throws Exception {
        send(url("/offer.bin")).ok();

        Message message = new DefaultMessageBuilder()
                .parseMessage(new ByteArrayInputStream(peer.await(remote).octets()));
        Entity file = ((Multipart) message.getBody()).getBodyParts().get(1);
        assertThat(file.getFilename()).isEqualTo("offer.bin");
        assertThat(file.getMimeType()).isEqualTo("application/pdf");
        assertThat(((SingleBody) file.getBody()).getInputStream().readAllBytes())
                .isEqualTo(FILE);
    }

    @Test
    void whatCannotBeFetchedIsRefusedWithItsFieldAndNothingIsSent() {
        for (String url : List.of(url("/moved"), url("/nothing"), "http://nowhere.invalid/", "file:///etc/passwd")) {
            RestClient.Answer answer = send(url);

            assertThat(answer.status()).as(url).isEqualTo(400);
            assertThat(InboxClient.texts(answer.json().at("/errors/0/path")))
                    .containsExactly("attachments", "0", "url");
        }
        assertThat(inbox.everyMessageId()).isEmpty();
        assertThat(peer.mailsTo(remote)).isEmpty();
    }
}
