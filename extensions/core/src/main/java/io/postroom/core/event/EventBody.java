package io.postroom.core.event;

import io.postroom.core.account.InboxId;
import io.postroom.core.domain.Domain;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.thread.ThreadSummary;
import java.util.List;

/** What an event tells, by kind. */
public sealed interface EventBody {
    /** A message came in: its row and its thread's as they were then. The texts stay in the mailbox. */
    record Received(Message message, ThreadSummary thread) implements EventBody {}

    /** A domain is verified: as it was then. */
    record DomainVerified(Domain domain) implements EventBody {}

    /**
     * A message is on its way to its recipients.
     *
     * @param recipients mailboxes, those in {@code Bcc} among them
     */
    record Sent(MessageRef message, List<String> recipients) implements EventBody {
        public Sent {
            recipients = List.copyOf(recipients);
        }
    }

    /** These recipients' mail servers, or this one, have taken the message. */
    record Delivered(MessageRef message, List<String> recipients) implements EventBody {
        public Delivered {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * The message does not reach these recipients.
     *
     * @param permanent whether another attempt would be in vain
     * @param subType a word for the cause: {@code NoEmail}, {@code MailboxFull}, {@code MessageTooLarge}, {@code ContentRejected} or
     *     {@code General}
     */
    record Bounced(MessageRef message, boolean permanent, String subType, List<FailedRecipient> recipients)
            implements EventBody {
        public Bounced {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A recipient that the message does not reach.
     *
     * @param status an enhanced status code (RFC 3463), such as {@code 5.1.1}
     */
    record FailedRecipient(String address, String status) {}

    /**
     * Recipients complain of the message.
     *
     * @param kind {@code abuse}, or another word of RFC 5965
     * @param recipients who they are; empty if the report does not say
     */
    record Complained(MessageRef message, String kind, List<String> recipients) implements EventBody {
        public Complained {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * The server does not let the message leave for some or all of its recipients.
     *
     * @param reason a sentence for its sender
     */
    record Rejected(MessageRef message, String reason) implements EventBody {}

    /**
     * A sender is verified for an inbox from now on.
     *
     * @param way a word for how it came about: {@code challenge} or {@code manual}
     * @param messages those that waited for it, the oldest first; empty if none did
     */
    record SenderVerified(InboxId inbox, String address, String way, List<MessageId> messages) implements EventBody {
        public SenderVerified {
            messages = List.copyOf(messages);
        }
    }
}
