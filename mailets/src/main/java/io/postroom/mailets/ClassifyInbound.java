package io.postroom.mailets;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.receive.AutomaticMail;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Notes the labels a mail arrives with: {@code received}, {@code unread} and the kinds of {@link AutomaticMail}. Labels that an earlier
 * mailet noted stay.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class ClassifyInbound extends GenericMailet {
    private final MessageOutlines outlines;
    private final SpooledOctets<MimeMessage> octets;

    @Inject
    public ClassifyInbound(MessageOutlines outlines, SpooledOctets<MimeMessage> octets) {
        this.outlines = outlines;
        this.octets = octets;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        Labels kinds = AutomaticMail.kindsOf(
                outlines.parse(raw, ContentDigest.of(raw)),
                mail.getMaybeSender().isNullSender());
        new MailState(mail).addLabels(kinds.with(Labels.of(Label.RECEIVED, Label.UNREAD)));
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: labels incoming mail";
    }
}
