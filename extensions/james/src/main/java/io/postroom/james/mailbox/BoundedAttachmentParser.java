package io.postroom.james.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.mailbox.model.ParsedAttachment;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mime4j.dom.Message;

/**
 * James' search for attachments, which recurses, kept from ending the thread it runs on: what is nested too deep for it has none.
 *
 * <p>Reactor takes a {@link StackOverflowError} for the end of the process and leaves the client of an IMAP APPEND waiting for ever. Here
 * it is an ordinary answer about bad input: the recursion works on its own values only.
 */
public final class BoundedAttachmentParser extends MessageParser {
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

    @Override
    public List<ParsedAttachment> retrieveAttachments(Message message) throws IOException {
        try {
            return super.retrieveAttachments(message);
        } catch (StackOverflowError nestedTooDeep) {
            return List.of();
        }
    }
}
