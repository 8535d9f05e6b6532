package io.postroom.core.receive;

/**
 * How far the rows of one mailbox are known to be true: every change up to here is in them.
 *
 * @param mailbox the mail server's id of the mailbox
 * @param modSeq the highest mod-sequence (RFC 7162 §3.1) it had
 * @param nextUid the number the next message that came into it was to get (RFC 9051 §2.3.1.1)
 * @param messages how many messages were in it, by which it shows that some have gone since
 */
public record MailboxMark(String mailbox, long modSeq, long nextUid, long messages) {
    /** The mark of a mailbox that nothing is known of. */
    public static MailboxMark none(String mailbox) {
        return new MailboxMark(mailbox, 0, 1, 0);
    }
}
