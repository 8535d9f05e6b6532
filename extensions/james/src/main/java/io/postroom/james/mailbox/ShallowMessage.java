package io.postroom.james.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ByteContent;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.Headers;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.model.MimePath;
import org.apache.james.mailbox.model.ThreadId;

/** A message of James' whose whole content, where it is nested too deep to be taken apart, is its header and a notice. */
final class ShallowMessage implements MessageResult {
    private static final String NOTICE = "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
            + "This message is nested too deep to be shown. Its source can be read over IMAP.\r\n";

    /** A field of a header with the lines it is folded into. */
    private static final Pattern CONTENT_FIELD = Pattern.compile("(?im)^content-[^\\n]*\\n([ \\t][^\\n]*\\n)*+");

    private final MessageResult message;

    ShallowMessage(MessageResult message) {
        this.message = message;
    }

    @Override
    public Content getFullContent() throws MailboxException, IOException {
        Content content = message.getFullContent();
        return DeepMail.isTooDeep(new StoredOctets(() -> content, content.size())) ? notice() : content;
    }

    private Content notice() throws MailboxException, IOException {
        try (InputStream header = message.getHeaders().getInputStream()) {
            String fields = new String(header.readAllBytes(), StandardCharsets.ISO_8859_1).stripTrailing() + "\r\n";
            String shown = CONTENT_FIELD.matcher(fields).replaceAll("") + NOTICE;
            return new ByteContent(shown.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public MessageId getMessageId() {
        return message.getMessageId();
    }

    @Override
    public ThreadId getThreadId() {
        return message.getThreadId();
    }

    @Override
    public Optional<Date> getSaveDate() {
        return message.getSaveDate();
    }

    @Override
    public Date getInternalDate() {
        return message.getInternalDate();
    }

    @Override
    public Flags getFlags() {
        return message.getFlags();
    }

    @Override
    public long getSize() {
        return message.getSize();
    }

    @Override
    public MessageMetaData messageMetaData() {
        return message.messageMetaData();
    }

    @Override
    public MessageUid getUid() {
        return message.getUid();
    }

    @Override
    public ModSeq getModSeq() {
        return message.getModSeq();
    }

    @Override
    public MimeDescriptor getMimeDescriptor() throws MailboxException {
        return message.getMimeDescriptor();
    }

    @Override
    public MailboxId getMailboxId() {
        return message.getMailboxId();
    }

    @Override
    public Iterator<Header> iterateHeaders(MimePath path) throws MailboxException {
        return message.iterateHeaders(path);
    }

    @Override
    public Iterator<Header> iterateMimeHeaders(MimePath path) throws MailboxException {
        return message.iterateMimeHeaders(path);
    }

    @Override
    public Content getFullContent(MimePath path) throws MailboxException {
        return message.getFullContent(path);
    }

    @Override
    public Content getBody() throws MailboxException, IOException {
        return message.getBody();
    }

    @Override
    public Content getBody(MimePath path) throws MailboxException {
        return message.getBody(path);
    }

    @Override
    public Content getMimeBody(MimePath path) throws MailboxException {
        return message.getMimeBody(path);
    }

    @Override
    public Headers getHeaders() throws MailboxException {
        return message.getHeaders();
    }

    @Override
    public List<MessageAttachmentMetadata> getLoadedAttachments() throws MailboxException {
        return message.getLoadedAttachments();
    }

    @Override
    public int compareTo(MessageResult other) {
        return message.compareTo(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShallowMessage shallow && shallow.message.equals(message);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }
}
