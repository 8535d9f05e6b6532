package io.postroom.mailets;

import io.postroom.core.message.MessageRef;
import io.postroom.core.send.Passage;
import io.postroom.core.send.Passages;
import io.postroom.core.send.Undo;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends mail that carries out a message of ours which was cancelled, or which another mail carries out already: the request to send it was
 * repeated after an attempt that was cut off. Other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class PassOnce extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(PassOnce.class);

    private final Passages passages;
    private final Undo undo;

    @Inject
    public PassOnce(Passages passages, Undo undo) {
        this.passages = passages;
        this.undo = undo;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        Optional<MessageRef> message = state.outgoing();
        Optional<Passage> passage = state.passage();
        if (message.isEmpty() || passage.isEmpty()) {
            return;
        }
        switch (passages.open(message.get().inbox(), passage.get())) {
            case PASSES -> {
                if (passage.get().scheduled()) {
                    undo.departed(message.get());
                }
            }
            case REPEATED -> {
                LOGGER.debug("{} repeats a mail that left already", mail.getName());
                mail.setState(Mail.GHOST);
            }
            case CANCELLED -> {
                LOGGER.debug("{} was cancelled", mail.getName());
                undo.cancelled(message.get());
                mail.setState(Mail.GHOST);
            }
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: lets each message of inboxes leave once";
    }
}
