package io.postroom.core.send;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Suppression;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.RawMessage;
import io.postroom.core.thread.MessageStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes in what other mail servers report of an inbox's messages.
 *
 * <p>Anybody can write a report. One counts only where it comes to the inbox that sent the message, names the message's id, which none but
 * those who got the message know, and is about recipients of that message. So nobody can mark, or have suppressed, what concerns others.
 * Each call can be repeated. Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Reports {
    /** RFC 5965 §7.3, and wishes to be left alone; {@code not-spam} (RFC 6430) praises, {@code auth-failure} (RFC 6591) blames forgers. */
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud", "virus", "other", "opt-out");

    private final ReportParser parser;
    private final MessageStore store;
    private final Outcomes outcomes;

    public Reports(ReportParser parser, MessageStore store, Outcomes outcomes) {
        this.parser = parser;
        this.store = store;
        this.outcomes = outcomes;
    }

    /** Tells what the mail reports, and returns whether there was something to tell. */
    public boolean read(Inbox inbox, RawMessage raw) {
        Optional<MailReport> report = parser.parse(raw);
        Optional<Message> message = report.flatMap(found -> sentMessage(inbox, found));
        return message.isPresent() && tell(message.get(), report.get());
    }

    private Optional<Message> sentMessage(Inbox inbox, MailReport report) {
        return store
                .find(
                        inbox.id(),
                        report.about().stream()
                                .limit(MailReport.MOST)
                                .distinct()
                                .toList())
                .stream()
                .filter(message -> message.labels().contains(Label.SENT))
                .findFirst();
    }

    private boolean tell(Message message, MailReport report) {
        return report instanceof MailReport.Delivery delivery
                ? tellOfDelivery(message, delivery)
                : tellOfComplaint(message, (MailReport.Complaint) report);
    }

    private boolean tellOfDelivery(Message message, MailReport.Delivery report) {
        boolean told = false;
        for (MailReport.Fate fate :
                report.recipients().stream().limit(MailReport.MOST).toList()) {
            Optional<DeliveryFailure> failure =
                    DeliveryFailure.ofReport(fate.action(), fate.status(), fate.diagnostic());
            List<String> recipients =
                    recipientsOf(message, fate.addresses(), report.recipients().size() == 1);
            if (failure.isPresent() && !recipients.isEmpty()) {
                outcomes.bounced(MessageRef.of(message), recipients.get(0), failure.get());
                told = true;
            }
        }
        return told;
    }

    private boolean tellOfComplaint(Message message, MailReport.Complaint report) {
        if (!COMPLAINTS.contains(report.kind())) {
            return false;
        }
        List<String> recipients = recipientsOf(message, report.recipients(), true);
        outcomes.complained(MessageRef.of(message), recipients, report.kind());
        return true;
    }

    /**
     * Those of the message's recipients that are named. A message has a recipient that a report need not name, or may name as it was
     * forwarded, if it has only this one.
     */
    private static List<String> recipientsOf(Message message, List<String> named, boolean aboutOne) {
        Map<String, String> known = new LinkedHashMap<>();
        Stream.of(
                        message.envelope().to(),
                        message.envelope().cc(),
                        message.envelope().bcc())
                .flatMap(List::stream)
                .forEach(text -> address(text).ifPresent(address -> known.put(address.key(), address.mailbox())));
        List<String> found = new ArrayList<>();
        named.stream()
                .map(Suppression::key)
                .distinct()
                .filter(known::containsKey)
                .map(known::get)
                .forEach(found::add);
        if (found.isEmpty() && aboutOne && known.size() == 1) {
            found.addAll(known.values());
        }
        return found;
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
