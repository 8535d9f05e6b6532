package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.testkit.OddStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.mail.Flags;
import javax.mail.Flags.Flag;
import org.junit.jupiter.api.Test;

class FlagLabelsTest {
    private static final List<Label> LABELS = labels();

    private final Random random = new Random(3);

    @Test
    void aDraftThatIsMarkedAsDeletedIsNone() {
        Flags flags = new Flags(Flag.SEEN);
        flags.add(Flag.DELETED);

        assertThat(FlagLabels.read(flags, Optional.of(Folder.DRAFTS))).isEqualTo(Labels.NONE);
        assertThat(FlagLabels.read(flags, Optional.of(Folder.TRASH))).isEqualTo(Labels.of(Label.TRASH));
    }

    @Test
    void everyLabelOfANewMessageSurvives() {
        for (int round = 0; round < 2_000; round++) {
            Labels labels = anyLabels();
            Folder folder = Folder.of(labels);

            assertThat(FlagLabels.read(FlagLabels.write(labels, folder), Optional.of(folder)))
                    .isEqualTo(labels);
        }
    }

    @Test
    void everyChangeOfLabelsSurvives() {
        for (int round = 0; round < 2_000; round++) {
            Labels before = anyLabels();
            Labels after = anyLabels();
            Folder folder = Folder.of(after);
            Flags flags = FlagLabels.write(before, Folder.of(before));

            FlagLabels.Change change = FlagLabels.change(flags, after, Optional.of(folder));
            flags.add(change.add());
            flags.remove(change.remove());

            assertThat(FlagLabels.read(flags, Optional.of(folder))).isEqualTo(after);
        }
    }

    @Test
    void aKeywordOfAMailClientIsNotTakenForAnEncodedLabel() {
        Flags flags = new Flags("$CanUnsubscribe");
        flags.add("$Junk");
        flags.add(Flag.SEEN);

        assertThat(FlagLabels.read(flags, Optional.empty()))
                .isEqualTo(Labels.of(new Label("$canunsubscribe"), new Label("$junk")));
    }

    @Test
    void leavesAMailClientsOwnMarks() {
        Flags flags = new Flags(Flag.ANSWERED);
        flags.add(Flag.SEEN);
        flags.add("$Forwarded");
        flags.add("x".repeat(300));

        FlagLabels.Change change = FlagLabels.change(
                flags, Labels.of(new Label("$forwarded"), new Label("Kept")), Optional.of(Folder.INBOX));

        assertThat(change.add().getUserFlags()).containsExactly("$4bept");
        assertThat(change.add().getSystemFlags()).isEmpty();
        assertThat(change.remove()).isEqualTo(new Flags());
    }

    @Test
    void believesTheFlagAndNotAKeywordOfItsName() {
        Flags flags = new Flags(Flag.SEEN);
        flags.add("unread");
        flags.add("Starred");

        assertThat(FlagLabels.read(flags, Optional.empty())).isEqualTo(Labels.NONE);
    }

    @Test
    void aKeywordPutsNoMessageThatIsInViewIntoAnotherFolder() {
        Flags flags = new Flags(Flag.SEEN);
        flags.add("archived");
        flags.add("spam");
        flags.add("invoice");
        Label invoice = new Label("invoice");

        for (Optional<Folder> inView :
                List.of(Optional.of(Folder.INBOX), Optional.of(Folder.SENT), Optional.<Folder>empty())) {
            assertThat(FlagLabels.read(flags, inView)).isEqualTo(Labels.of(invoice));
        }
        assertThat(FlagLabels.read(flags, Optional.of(Folder.ARCHIVE))).isEqualTo(Labels.of(Label.ARCHIVED, invoice));
        assertThat(FlagLabels.read(flags, Optional.of(Folder.TRASH)))
                .isEqualTo(Labels.of(Label.ARCHIVED, Label.SPAM, Label.TRASH, invoice));
    }

    @Test
    void givesTheFoldersLabel() {
        Flags seen = new Flags(Flag.SEEN);

        assertThat(FlagLabels.read(seen, Optional.of(Folder.SPAM))).isEqualTo(Labels.of(Label.SPAM));
        assertThat(FlagLabels.read(seen, Optional.of(Folder.SENT))).isEqualTo(Labels.NONE);
    }

    private Labels anyLabels() {
        List<Label> some = new ArrayList<>(LABELS);
        some.removeIf(label -> random.nextInt(8) != 0);
        return Labels.of(some);
    }

    private static List<Label> labels() {
        List<Label> all =
                new ArrayList<>(OddStrings.LINES.stream().map(Label::new).toList());
        all.addAll(List.of(
                Label.UNREAD,
                Label.STARRED,
                Label.SPAM,
                Label.TRASH,
                Label.ARCHIVED,
                Label.RECEIVED,
                Label.SENT,
                Label.DRAFT,
                Label.READ,
                new Label("$41"),
                new Label("a.b_c-d"),
                new Label("A"),
                new Label("a"),
                new Label("Unread")));
        return all;
    }
}
