package io.postroom.mailets;

import io.postroom.core.message.MessageRef;
import io.postroom.core.send.OutgoingMark;
import io.postroom.core.send.Passages;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends mail that carries out a message of ours which another mail carries out already: the request to send it was repeated after an attempt
 * that was cut off. Other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class PassOnce extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(PassOnce.class);
    private static final AttributeName PASSAGE = AttributeName.of(OutgoingMark.PASSAGE);

    private final Passages passages;

    @Inject
    public PassOnce(Passages passages) {
        this.passages = passages;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<MessageRef> message = new MailState(mail).outgoing();
        Optional<String> passage = AttributeUtils.getValueAndCastFromMail(mail, PASSAGE, String.class);
        if (message.isPresent() && passage.isPresent() && !passages.open(message.get(), passage.get())) {
            LOGGER.debug("{} repeats a mail that left already", mail.getName());
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: lets each message of inboxes leave once";
    }
}
