package io.postroom.mailets;

import io.postroom.core.domain.DomainSigners;
import io.postroom.core.domain.DomainSigners.Signer;
import io.postroom.core.send.OutgoingMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs mail that leaves with the key of its author's domain (RFC 6376, relaxed/relaxed). A mail for which there is no key leaves as it is;
 * one that cannot be signed now does not leave, and James tries again.
 *
 * <p>Nothing may change the mail after this: it stands right before RemoteDelivery, and after the conversion to 7 bits, which
 * RemoteDelivery otherwise makes for receivers without 8BITMIME (RFC 6376 §5.3). Called by the spool's workers at the same time;
 * thread-safe.
 */
public final class SignDkim extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SignDkim.class);

    /** RFC 6376 §5.4.1. From stands twice, so that nobody can put a second one on top (§8.15). */
    private static final String SIGNED_FIELDS =
            "from:from:reply-to:to:cc:subject:date:message-id:in-reply-to:references"
                    + ":mime-version:content-type:content-transfer-encoding:list-unsubscribe:list-unsubscribe-post";

    private final DomainSigners signers;

    @Inject
    public SignDkim(DomainSigners signers) {
        this.signers = signers;
    }

    /** Throws {@link UncheckedIOException} if the store of the keys is unreachable. */
    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        if (state.isSigned()) {
            return;
        }
        Optional<Signer> signer = authorOf(mail.getMessage()).flatMap(author -> signers.find(senderOf(mail), author));
        if (signer.isEmpty()) {
            LOGGER.debug("{} leaves unsigned: its sender has no key for its author's domain", mail.getName());
            return;
        }
        sign(mail.getMessage(), signer.get());
        state.setSigned();
        LOGGER.debug("{} is signed for {}", mail.getName(), signer.get().domain());
    }

    /** Mail of the server itself has no sender, but may have an inbox as its author. */
    private static String senderOf(Mail mail) {
        return mail.getMaybeSender()
                .asOptional()
                .map(MailAddress::asString)
                .or(() -> AttributeUtils.getValueAndCastFromMail(
                        mail, AttributeName.of(OutgoingMark.AUTHOR), String.class))
                .orElse("");
    }

    /** Empty if From is missing, stands there twice or says no address. */
    private static Optional<String> authorOf(MimeMessage message) throws MessagingException {
        String[] fields = message.getHeader("From");
        if (fields == null || fields.length != 1) {
            return Optional.empty();
        }
        try {
            InternetAddress[] authors = InternetAddress.parseHeader(fields[0], false);
            return authors.length == 0 ? Optional.empty() : Optional.ofNullable(authors[0].getAddress());
        } catch (AddressException noAddress) {
            return Optional.empty();
        }
    }

    private static void sign(MimeMessage message, Signer signer) throws MessagingException {
        String template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + signer.domain() + "; s=" + signer.selector()
                + "; h=" + SIGNED_FIELDS + "; bh=; b=;";
        DKIMSigner dkim = new DKIMSigner(template, signer.key());
        try {
            BodyHasher body = dkim.newBodyHasher(dkim.newSignatureRecordTemplate(template));
            try (WireBody out = new WireBody(body.getOutputStream())) {
                message.writeTo(out);
            }
            prepend(message, dkim.sign(new WireHeader(message), body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PermFailException e) {
            throw new MessagingException("the mail cannot be signed for " + signer.domain(), e);
        }
    }

    /** RFC 6376 §5.6: the signature goes on top. */
    private static void prepend(MimeMessage message, String field) throws MessagingException {
        List<String> lines = Collections.list(message.getAllHeaderLines());
        for (Header header : Collections.list(message.getAllHeaders())) {
            message.removeHeader(header.getName());
        }
        message.addHeaderLine(field);
        for (String line : lines) {
            message.addHeaderLine(line);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: signs mail with the key of its author's domain";
    }
}
