package io.postroom.core.message;

import java.util.Arrays;
import java.util.Optional;

/** The mailboxes every inbox has, and the label that being in one of them means. */
public enum Folder {
    INBOX("INBOX", Optional.empty()),
    SENT("Sent", Optional.empty()),
    DRAFTS("Drafts", Optional.of(Label.DRAFT)),
    ARCHIVE("Archive", Optional.of(Label.ARCHIVED)),
    SPAM("Spam", Optional.of(Label.SPAM)),
    TRASH("Trash", Optional.of(Label.TRASH));

    private final String mailboxName;
    private final Optional<Label> label;

    Folder(String mailboxName, Optional<Label> label) {
        this.mailboxName = mailboxName;
        this.label = label;
    }

    /** Its name in IMAP and JMAP. */
    public String mailboxName() {
        return mailboxName;
    }

    /** The label that a message carries for being here; empty where there is none. */
    public Optional<Label> label() {
        return label;
    }

    /**
     * Where a message with these labels belongs: trash wins over spam, spam over the archive; otherwise mail that was sent
     * or is about to be in Sent, drafts in Drafts and all else in INBOX.
     */
    public static Folder of(Labels labels) {
        if (labels.contains(Label.TRASH)) {
            return TRASH;
        }
        if (labels.contains(Label.SPAM)) {
            return SPAM;
        }
        if (labels.contains(Label.ARCHIVED)) {
            return ARCHIVE;
        }
        if (labels.contains(Label.DRAFT)) {
            return DRAFTS;
        }
        boolean outgoing = labels.contains(Label.SENT) || labels.contains(Label.SCHEDULED);
        return outgoing && !labels.contains(Label.RECEIVED) ? SENT : INBOX;
    }

    /** The folder that having this label means; empty for labels that mean none. */
    public static Optional<Folder> labelled(Label label) {
        return Arrays.stream(values())
                .filter(folder -> folder.label.filter(label::equals).isPresent())
                .findFirst();
    }

    /**
     * Whether a message can be here and have this label of another folder: that says where the message goes once it leaves this one, as
     * {@code archived} does in the trash.
     */
    public boolean winsOver(Label other) {
        return label.filter(own -> of(Labels.of(own, other)) == this).isPresent();
    }

    /** The folder of this mailbox name; empty for a mailbox that a person made. */
    public static Optional<Folder> named(String mailboxName) {
        return Arrays.stream(values())
                .filter(folder -> folder.mailboxName.equalsIgnoreCase(mailboxName))
                .findFirst();
    }
}
