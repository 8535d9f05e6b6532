package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.MessageRef;
import io.postroom.core.receive.AutomaticMail;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.SenderAddress;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Notes to whom an inbox writes: those in {@code To} and {@code Cc} to whom the mail goes, of mail from the API and from mail clients. Not of what a program sent
 * by itself (RFC 3834 §5), nor who is in {@code Bcc}. Stands before the mail is split among its recipients; other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe. Can be repeated.
 */
public final class NoteContacts extends GenericMailet {
    /** Who writes to more at once writes to a list. */
    private static final int MOST = 100;

    private final InboxStore inboxes;
    private final KnownSenders known;
    private final Clock clock;

    @Inject
    public NoteContacts(InboxStore inboxes, KnownSenders known, Clock clock) {
        this.inboxes = inboxes;
        this.known = known;
        this.clock = clock;
    }

    /** Throws {@link UncheckedIOException} if the store is unreachable. */
    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<InboxId> sender = senderOf(mail);
        if (sender.isEmpty() || isAutomatic(mail.getMessage())) {
            return;
        }
        List<SenderAddress> named = named(mail);
        boolean asAnswer = has(mail.getMessage(), "In-Reply-To") || has(mail.getMessage(), "References");
        known.wereWrittenTo(sender.get(), named, asAnswer, clock.instant());
    }

    private Optional<InboxId> senderOf(Mail mail) {
        return new MailState(mail)
                .outgoing()
                .map(MessageRef::inbox)
                .or(() -> Submitter.of(mail)
                        .flatMap(InboxId::tryParse)
                        .filter(user -> inboxes.findRecent(user).isPresent()));
    }

    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        return fields(message, "Auto-Submitted")
                .anyMatch(value -> AutomaticMail.saysAutomatic(value).orElse(false));
    }

    private static boolean has(MimeMessage message, String field) throws MessagingException {
        return fields(message, field).anyMatch(value -> !value.isBlank());
    }

    private static Stream<String> fields(MimeMessage message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? Stream.empty() : Stream.of(values);
    }

    private static List<SenderAddress> named(Mail mail) throws MessagingException {
        Set<SenderAddress> written = Stream.concat(fields(mail.getMessage(), "To"), fields(mail.getMessage(), "Cc"))
                .flatMap(NoteContacts::addresses)
                .collect(Collectors.toSet());
        return mail.getRecipients().stream()
                .map(MailAddress::asString)
                .flatMap(recipient -> SenderAddress.of(recipient).stream())
                .filter(written::contains)
                .limit(MOST)
                .toList();
    }

    /** None of a field that cannot be read. */
    private static Stream<SenderAddress> addresses(String field) {
        try {
            return Stream.of(InternetAddress.parseHeader(field, false))
                    .flatMap(address -> Optional.ofNullable(address.getAddress()).stream())
                    .flatMap(address -> SenderAddress.of(address).stream());
        } catch (AddressException e) {
            return Stream.empty();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: notes to whom inboxes write";
    }
}
