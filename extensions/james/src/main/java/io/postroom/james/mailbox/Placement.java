package io.postroom.james.mailbox;

import io.postroom.core.message.Folder;
import io.postroom.core.message.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.model.MailboxId;

/**
 * One of the mailboxes a message lies in, with its flags there.
 *
 * @param folder empty for a mailbox that a person made
 */
record Placement(MailboxId mailbox, Optional<Folder> folder, Flags flags) {
    private static final List<Folder> LEAST_VISIBLE_LAST =
            List.of(Folder.INBOX, Folder.SENT, Folder.DRAFTS, Folder.ARCHIVE, Folder.SPAM, Folder.TRASH);

    /** The one that says what labels the message has: a copy in the trash does not put the original there. */
    static final Comparator<Placement> DECIDING_FIRST = Comparator.<Placement, Boolean>comparing(
                    placement -> placement.flags().contains(Flags.Flag.DELETED))
            .thenComparing(placement ->
                    placement.folder().map(LEAST_VISIBLE_LAST::indexOf).orElse(1))
            .thenComparing(placement -> placement.mailbox().serialize());

    Labels labels() {
        return FlagLabels.read(flags, folder);
    }

    /** Whether a message with these labels belongs elsewhere: what a person put into a mailbox stays there until a folder's label says otherwise. */
    boolean mustMove(Folder target) {
        return !folder.flatMap(Folder::label).equals(target.label());
    }
}
