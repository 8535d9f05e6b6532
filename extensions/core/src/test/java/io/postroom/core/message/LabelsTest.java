package io.postroom.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.RefusedException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @Test
    void holdsEachLabelOnceInAlphabeticalOrder() {
        assertThat(Labels.parse(List.of("b", "a", "b")).texts()).containsExactly("a", "b");
    }

    @Test
    void doesNotChangeWithTheSetItWasMadeOf() {
        TreeSet<Label> set = new TreeSet<>(List.of(Label.SPAM));
        Labels labels = new Labels(set);

        set.add(Label.TRASH);

        assertThat(labels).isEqualTo(Labels.of(Label.SPAM));
    }

    @Test
    void removesWhatIsBothAddedAndRemoved() {
        LabelChange change = new LabelChange(Labels.of(Label.READ, Label.UNREAD), Labels.of(Label.UNREAD));

        assertThat(change.applyTo(Labels.of(Label.RECEIVED, Label.UNREAD)))
                .isEqualTo(Labels.of(Label.RECEIVED, Label.READ));
    }

    @Test
    void comparesLabelsExactly() {
        assertThat(Labels.parse(List.of("Spam")).contains(Label.SPAM)).isFalse();
        assertThat(new Label("e\u0301")).isNotEqualTo(new Label("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\nb", "\u0000", "\uD800", "\u0085", "  \u2003 "})
    void refusesWhatIsNoLabel(String text) {
        assertThatThrownBy(() -> new Label(text)).isInstanceOf(RefusedException.class);
    }

    @Test
    void countsCharactersNotUnits() {
        new Label("a".repeat(64));
        new Label("é".repeat(42));
        assertThatThrownBy(() -> new Label("a".repeat(65))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> new Label("é".repeat(43))).hasMessageContaining("keyword");
    }

    @ParameterizedTest
    @CsvSource({
        "'received,unread',INBOX",
        "'',INBOX",
        "sent,SENT",
        "'sent,received',INBOX",
        "draft,DRAFTS",
        "'archived,received',ARCHIVE",
        "'spam,archived',SPAM",
        "'trash,spam,draft',TRASH"
    })
    void belongInOneFolder(String labels, Folder folder) {
        Labels parsed = labels.isEmpty() ? Labels.NONE : Labels.parse(List.of(labels.split(",")));

        assertThat(Folder.of(parsed)).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "TRASH,spam,true",
        "TRASH,archived,true",
        "SPAM,archived,true",
        "SPAM,trash,false",
        "ARCHIVE,trash,false",
        "ARCHIVE,draft,true",
        "INBOX,archived,false",
        "SENT,spam,false",
    })
    void ofALesserFolderStayWithAMessage(Folder folder, String label, boolean wins) {
        assertThat(folder.winsOver(new Label(label))).isEqualTo(wins);
        assertThat(Folder.labelled(new Label(label)).orElseThrow()).isNotEqualTo(folder);
        assertThat(Folder.labelled(new Label("invoice"))).isEmpty();
    }
}
