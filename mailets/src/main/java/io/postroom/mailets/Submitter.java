package io.postroom.mailets;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/** Who submitted a mail with a mail client, as James noted when the user logged in; nobody can say so from outside. */
final class Submitter {
    /** Which user submitted a mail over JMAP, in James' words. */
    static final AttributeName JMAP_USER = AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    private Submitter() {}

    /** Empty for mail that no mail client submitted. */
    static Optional<String> of(Mail mail) {
        return Stream.of(Mail.SMTP_AUTH_USER, JMAP_USER)
                .flatMap(name -> AttributeUtils.getValueAndCastFromMail(mail, name, String.class).stream())
                .findFirst();
    }
}
