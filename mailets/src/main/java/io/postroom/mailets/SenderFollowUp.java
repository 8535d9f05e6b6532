package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.verify.Challenges;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.SenderAddress;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.mailet.Mail;

/**
 * What follows from a message that is listed and announced: the inbox knows its sender from now on, and asks him whether he wrote, if he is to be asked. All
 * of it can be repeated. Thread-safe.
 */
final class SenderFollowUp {
    private final KnownSenders known;
    private final Challenges challenges;

    @Inject
    SenderFollowUp(KnownSenders known, Challenges challenges) {
        this.known = known;
        this.challenges = challenges;
    }

    /** Throws {@link UncheckedIOException} if a store or the queue is unreachable. */
    void after(Mail mail, Inbox inbox, Message message) {
        if (message.labels().contains(Label.SENT)) {
            return; // to itself
        }
        String from = message.envelope().from();
        Optional<SenderAddress> sender = SenderAddress.of(from);
        sender.ifPresent(address -> known.wrote(inbox.id(), address, message.timestamp()));
        Author.of(mail, from)
                .ifPresent(author -> challenges.ask(
                        inbox, message, author, mail.getMaybeSender().asString("")));
    }
}
