package io.postroom.mailets;

import io.postroom.core.inbox.InboxStore;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.send.FeedbackMail;
import io.postroom.core.send.Reports;
import java.util.Locale;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Reads what other mail servers report of an inbox's messages: bounces and complaints; see {@link Reports}. An inbox that does not want
 * such mail is taken off one that had something to tell. Mail that is no {@code multipart/report} (RFC 6522) passes, and costs nothing.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class ReadReports extends GenericMailet {
    private final Reports reports;
    private final FeedbackMail feedback;
    private final SpooledOctets<MimeMessage> octets;
    private final EachInbox eachInbox;

    @Inject
    public ReadReports(InboxStore inboxes, Reports reports, FeedbackMail feedback, SpooledOctets<MimeMessage> octets) {
        this.reports = reports;
        this.feedback = feedback;
        this.octets = octets;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (!isReport(mail)) {
            return;
        }
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        eachInbox.run(mail, getMailetContext(), inbox -> !reports.read(inbox, raw) || feedback.keepsReports(inbox));
    }

    private static boolean isReport(Mail mail) throws MessagingException {
        String[] types = mail.getMessage().getHeader("Content-Type");
        return types != null
                && types.length > 0
                && types[0].strip().toLowerCase(Locale.ROOT).startsWith("multipart/report");
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: reads reports about mail that inboxes sent";
    }
}
