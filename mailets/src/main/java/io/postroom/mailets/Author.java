package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.verify.ProvenSender;
import io.postroom.core.verify.SenderAddress;
import java.util.Optional;
import org.apache.mailet.Mail;

/** Who wrote a mail for certain. */
final class Author {
    private Author() {}

    /**
     * The address in {@code From}, if it is proved: by what {@link VerifySender} found out, or, of mail that was made or submitted here, as it is that of
     * whoever did.
     *
     * @param from the field, as the message has it
     */
    static Optional<SenderAddress> of(Mail mail, String from) {
        MailState state = new MailState(mail);
        Optional<String> submitter =
                state.outgoing().map(MessageRef::inbox).map(InboxId::value).or(() -> Submitter.of(mail));
        if (submitter.isPresent()) {
            return ProvenSender.ofSubmitter(from, submitter.get());
        }
        return state.evidence().flatMap(evidence -> ProvenSender.of(from, evidence));
    }
}
