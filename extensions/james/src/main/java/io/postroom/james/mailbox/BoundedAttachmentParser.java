package io.postroom.james.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.mailbox.model.ParsedAttachment;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mime4j.dom.Message;

/**
 * James' search for attachments within bounds: mail that is nested too deep for it, or has too many, has none. Its source stays whole.
 *
 * <p>James stores every attachment a second time, with some durable writes each: 5,000 of one octet, 300 kB of mail, took 15 s.
 *
 * <p>The search recurses. Reactor takes a {@link StackOverflowError} for the end of the process and leaves the client of an IMAP APPEND waiting for ever. Here
 * it is an ordinary answer about bad input: the recursion works on its own values only.
 */
public final class BoundedAttachmentParser extends MessageParser {
    /** More than people attach; a digest of a mailing list has some dozens. */
    static final int MAX_ATTACHMENTS = 250;

    @Inject
    public BoundedAttachmentParser() {}

    @Override
    public ParsingResult retrieveAttachments(InputStream content) throws IOException {
        try {
            return super.retrieveAttachments(content);
        } catch (StackOverflowError nestedTooDeep) {
            return ParsingResult.EMPTY;
        }
    }

    /** Of each message, also of one that James reads from its octets. */
    @Override
    public List<ParsedAttachment> retrieveAttachments(Message message) throws IOException {
        try {
            List<ParsedAttachment> attachments = super.retrieveAttachments(message);
            return attachments.size() > MAX_ATTACHMENTS ? List.of() : attachments;
        } catch (StackOverflowError nestedTooDeep) {
            return List.of();
        }
    }
}
