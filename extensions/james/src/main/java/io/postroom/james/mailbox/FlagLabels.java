package io.postroom.james.mailbox;

import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelKeyword;
import io.postroom.core.message.Labels;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.Flags;
import javax.mail.Flags.Flag;

/**
 * What labels are in a mailbox, both ways: {@code unread} is the absence of {@code \Seen}, {@code starred} is {@code \Flagged}, the label
 * of a {@link Folder} is being there, and every other label is a keyword. In the trash and among spam a keyword also keeps the label of the
 * folder beneath; where a message is in view a keyword does not hide it.
 *
 * <p>The flags {@code \Answered}, {@code \Draft}, {@code \Deleted} and {@code \Recent} are no labels: the API has no word for them, a
 * mail client's marks stay as they are, and a message marked {@code \Deleted} goes when it is expunged. A draft is none from the mark on: it
 * must not be sent any more.
 */
final class FlagLabels {
    /** What to do to a message's flags; either may be empty. */
    record Change(Flags add, Flags remove) {}

    private FlagLabels() {}

    /**
     * The labels of a message with these flags.
     *
     * @param folder where it is; empty for a mailbox that a person made
     */
    static Labels read(Flags flags, Optional<Folder> folder) {
        Set<Label> labels = new TreeSet<>();
        for (String keyword : flags.getUserFlags()) {
            LabelKeyword.decode(keyword)
                    .filter(label -> !hasItsOwnFlag(label) && canBeIn(folder, label))
                    .ifPresent(labels::add);
        }
        folder.flatMap(Folder::label)
                .filter(label -> !label.equals(Label.DRAFT) || !flags.contains(Flag.DELETED))
                .ifPresent(labels::add);
        if (!flags.contains(Flag.SEEN)) {
            labels.add(Label.UNREAD);
        }
        if (flags.contains(Flag.FLAGGED)) {
            labels.add(Label.STARRED);
        }
        return Labels.of(labels);
    }

    /** The flags of a new message with these labels in this folder. */
    static Flags write(Labels labels, Folder folder) {
        Flags flags = change(new Flags(), labels, Optional.of(folder)).add();
        if (folder == Folder.DRAFTS) {
            flags.add(Flag.DRAFT);
        }
        return flags;
    }

    /** What makes {@link #read} give {@code wanted}, once the message is in {@code folder}; flags that are no labels stay. */
    static Change change(Flags current, Labels wanted, Optional<Folder> folder) {
        Flags add = new Flags();
        Flags remove = new Flags();
        set(Flag.SEEN, !wanted.contains(Label.UNREAD), current, add, remove);
        set(Flag.FLAGGED, wanted.contains(Label.STARRED), current, add, remove);
        Set<Label> missing = new TreeSet<>(wanted.values());
        missing.removeIf(FlagLabels::hasItsOwnFlag);
        folder.flatMap(Folder::label).ifPresent(missing::remove);
        Set<Label> keywords = Set.copyOf(missing);
        for (String keyword : current.getUserFlags()) {
            Optional<Label> label = LabelKeyword.decode(keyword);
            if (label.isPresent() && !keywords.contains(label.get())) {
                remove.add(keyword);
            }
            label.ifPresent(missing::remove);
        }
        missing.forEach(label -> add.add(label.keyword()));
        return new Change(add, remove);
    }

    private static void set(Flag flag, boolean wanted, Flags current, Flags add, Flags remove) {
        if (wanted && !current.contains(flag)) {
            add.add(flag);
        }
        if (!wanted && current.contains(flag)) {
            remove.add(flag);
        }
    }

    /** A person who takes a message out of the trash into INBOX takes it out of the archive too, whatever its keywords say. */
    private static boolean canBeIn(Optional<Folder> folder, Label label) {
        return Folder.labelled(label).isEmpty()
                || folder.filter(here -> here.winsOver(label)).isPresent();
    }

    private static boolean hasItsOwnFlag(Label label) {
        return label.equals(Label.UNREAD) || label.equals(Label.STARRED);
    }
}
