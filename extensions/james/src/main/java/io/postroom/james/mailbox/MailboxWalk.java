package io.postroom.james.mailbox;

import io.postroom.core.message.Folder;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.StoredMail;
import java.io.FileNotFoundException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;

/** Shows the messages of one mailbox in the order in which they came into it, a batch at a time; contents are loaded when read. */
final class MailboxWalk {
    private final MessageIdManager messages;
    private final MessageManager mailbox;
    private final MailboxSession session;
    private final Optional<Folder> folder;

    MailboxWalk(MessageIdManager messages, MessageManager mailbox, MailboxSession session) {
        this.messages = messages;
        this.mailbox = mailbox;
        this.session = session;
        this.folder = Folder.named(JamesMailboxes.path(mailbox).getName());
    }

    void forEach(Consumer<StoredMail> visitor) {
        Iterator<MessageResult> results =
                StorageCalls.run(() -> mailbox.getMessages(MessageRange.all(), FetchGroup.MINIMAL, session));
        while (StorageCalls.run(results::hasNext)) {
            visitor.accept(mail(StorageCalls.run(results::next)));
        }
    }

    private StoredMail mail(MessageResult result) {
        return new StoredMail(
                new MailboxMessageId(result.getMessageId().serialize()),
                FlagLabels.read(result.getFlags(), folder),
                result.getInternalDate().toInstant(),
                new StoredOctets(() -> content(result), result.getSize()));
    }

    private Content content(MessageResult result) throws Exception {
        List<MessageResult> full =
                messages.getMessages(List.of(result.getMessageId()), FetchGroup.FULL_CONTENT, session);
        if (full.isEmpty()) {
            throw new FileNotFoundException("the message is gone from its mailbox");
        }
        return full.get(0).getFullContent();
    }
}
