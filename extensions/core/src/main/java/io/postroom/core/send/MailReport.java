package io.postroom.core.send;

import io.postroom.core.message.MessageId;
import java.util.List;

/** What another mail server reports of a message that it got, in a mail; anybody can write such a mail. */
public sealed interface MailReport {
    /** How many ids and recipients of a report are looked at. */
    int MOST = 100;

    /** The ids of messages that it may be about, the likeliest first. */
    List<MessageId> about();

    /** What became of recipients (RFC 3464). */
    record Delivery(List<MessageId> about, List<Fate> recipients) implements MailReport {
        public Delivery {
            about = List.copyOf(about);
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * What became of one recipient, in the report's words; each may be empty.
     *
     * @param addresses the one that the sender used first, then what became of it
     */
    record Fate(List<String> addresses, String action, String status, String diagnostic) {
        public Fate {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A recipient complains (RFC 5965).
     *
     * @param kind in lower case, such as {@code abuse}
     * @param recipients those that the report names; many name none
     */
    record Complaint(List<MessageId> about, String kind, List<String> recipients) implements MailReport {
        public Complaint {
            about = List.copyOf(about);
            recipients = List.copyOf(recipients);
        }
    }
}
