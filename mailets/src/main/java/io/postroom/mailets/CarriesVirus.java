package io.postroom.mailets;

import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScanMark;
import io.postroom.core.scan.Scanners;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches mail of others that carries a virus. For a James without the hook that refuses such mail at its SMTP port: what was looked through
 * there is not looked through again.
 *
 * <p>Called by the spool's workers at the same time; thread-safe. Throws {@link java.io.UncheckedIOException} if the spool cannot be read.
 */
public final class CarriesVirus extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(CarriesVirus.class);

    private final Scanning scanning;
    private final SpooledOctets<MimeMessage> octets;

    @Inject
    public CarriesVirus(Scanners scanners, SpooledOctets<MimeMessage> octets) {
        this.scanning = new Scanning(scanners.viruses(), ScanMark.VIRUSES);
        this.octets = octets;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        if (scanning.isDue(mail)) {
            Scan scan = scanning.scan(mail, SpooledMessage.asItCame(mail, octets));
            if (scan instanceof Scan.Found virus) {
                LOGGER.warn("{} is put aside: {}", mail.getName(), virus.what());
            }
        }
        return scanning.isFound(mail) ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Postroom: mail that carries a virus";
    }
}
