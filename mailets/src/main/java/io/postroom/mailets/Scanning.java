package io.postroom.mailets;

import io.postroom.core.scan.GuardedScanner;
import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** Has mail of others looked through by a scanner, once: the mail is marked, and keeps the mark when it is processed again. */
final class Scanning {
    private final GuardedScanner scanner;
    private final AttributeName mark;

    /** @param mark see {@link io.postroom.core.scan.ScanMark} */
    Scanning(GuardedScanner scanner, String mark) {
        this.scanner = scanner;
        this.mark = AttributeName.of(mark);
    }

    /** Whether somebody is to be asked about this mail now. */
    boolean isDue(Mail mail) {
        return scanner.isOn() && mail.getAttribute(mark).isEmpty() && new MailState(mail).isOfOthers();
    }

    /** What came of asking about the mail: now, or earlier; empty if nobody was asked. See {@link Scan#word()}. */
    Optional<String> word(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, mark, String.class);
    }

    /** Whether the mail is what the scanner looks for. */
    boolean isFound(Mail mail) {
        return word(mail).filter(Scan.FOUND::equals).isPresent();
    }

    Scan scan(Mail mail, SpooledMessage raw) {
        Scan scan = scanner.scan(new ScannedMail(
                mail.getName(),
                raw,
                Optional.ofNullable(mail.getRemoteAddr()),
                Optional.ofNullable(mail.getRemoteHost()),
                mail.getMaybeSender().asString(""),
                mail.getRecipients().stream().map(MailAddress::asString).toList()));
        mail.setAttribute(new Attribute(mark, AttributeValue.of(scan.word())));
        return scan;
    }
}
