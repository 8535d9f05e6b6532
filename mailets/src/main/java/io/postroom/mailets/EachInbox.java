package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/**
 * Takes one step for each recipient that is an inbox of ours; other recipients stay with the mail, for the mailets that follow.
 *
 * <p>When a store is unreachable, the recipients whose turn has not come wait in the spool (see {@link Postponement}) and the others go
 * on; when a step fails for another reason, James gets the mail with those that are left. So a step must bear being taken again.
 * Thread-safe.
 */
final class EachInbox {
    /** What a mailet does with a mail for one inbox. */
    interface Step {
        /**
         * Returns whether the inbox stays a recipient of the mail. Throws {@link UncheckedIOException} if a store is unreachable.
         */
        boolean take(Inbox inbox) throws MessagingException;
    }

    private final InboxStore inboxes;

    EachInbox(InboxStore inboxes) {
        this.inboxes = inboxes;
    }

    void run(Mail mail, MailetContext context, Step step) throws MessagingException {
        Postponement.welcomeBack(mail);
        List<MailAddress> recipients = List.copyOf(mail.getRecipients());
        for (int i = 0; i < recipients.size(); i++) {
            try {
                Optional<Inbox> inbox = find(recipients.get(i));
                if (inbox.isPresent() && !step.take(inbox.get())) {
                    takeOff(mail, List.of(recipients.get(i)));
                }
            } catch (UncheckedIOException e) {
                List<MailAddress> waiting = recipients.subList(i, recipients.size());
                Postponement.postpone(context, mail, waiting, e);
                takeOff(mail, waiting);
                return;
            } catch (StackOverflowError | LinkageError e) {
                // James lets an Error end the worker that processes the spool; as an exception it costs this mail alone
                throw new MessagingException(mail.getName() + " ended in " + e, new IllegalStateException(e));
            }
        }
    }

    private Optional<Inbox> find(MailAddress recipient) {
        return InboxId.tryParse(recipient.asString()).flatMap(inboxes::findRecent);
    }

    private static void takeOff(Mail mail, List<MailAddress> done) {
        List<MailAddress> left = mail.getRecipients().stream()
                .filter(recipient -> !done.contains(recipient))
                .toList();
        mail.setRecipients(left);
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }
}
