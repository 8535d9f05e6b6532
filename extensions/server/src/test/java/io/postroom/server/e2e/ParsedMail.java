package io.postroom.server.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/** What another mail server got, as mime4j reads it: not the library that wrote it. */
final class ParsedMail {
    private ParsedMail() {}

    static Message of(SmtpPeer.Mail mail) throws IOException {
        return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(mail.octets()));
    }

    static List<Entity> parts(Entity entity) {
        return ((Multipart) entity.getBody()).getBodyParts();
    }

    static String text(Entity entity) throws IOException {
        return new String(content(entity), StandardCharsets.UTF_8);
    }

    static byte[] content(Entity entity) throws IOException {
        return ((SingleBody) entity.getBody()).getInputStream().readAllBytes();
    }
}
