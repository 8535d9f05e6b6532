package io.postroom.mailets;

import io.postroom.core.domain.Recipients;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Turns recipients into the inboxes they stand for: {@code agent+tag@} into {@code agent@}, and what nobody has into the inbox that gets
 * the rest of the domain; see {@link Recipients}. An inbox that is meant twice is a recipient once. Others stay.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class ResolveRecipients extends GenericMailet {
    private final Recipients recipients;

    @Inject
    public ResolveRecipients(Recipients recipients) {
        this.recipients = recipients;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Postponement.welcomeBack(mail);
        List<MailAddress> before = List.copyOf(mail.getRecipients());
        Set<MailAddress> after = new LinkedHashSet<>();
        try {
            for (MailAddress address : before) {
                after.add(resolved(address));
            }
        } catch (UncheckedIOException e) {
            Postponement.postpone(getMailetContext(), mail, before, e);
            mail.setState(Mail.GHOST);
            return;
        }
        mail.setRecipients(new ArrayList<>(after));
    }

    private MailAddress resolved(MailAddress address) throws MessagingException {
        Optional<String> inbox =
                recipients.find(address.asString()).map(found -> found.id().value());
        return inbox.isPresent() ? new MailAddress(inbox.get()) : address;
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: finds the inboxes that recipients stand for";
    }
}
