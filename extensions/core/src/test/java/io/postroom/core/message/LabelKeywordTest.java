package io.postroom.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.error.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelKeywordTest {
    /** Atoms of RFC 9051 §9 and keywords of RFC 8621 §4.1.1, less those that James' JMAP does not show. */
    private static final String ATOM = "[a-z0-9_$-]{1,255}";

    @ParameterizedTest
    @CsvSource({
        "unread,unread",
        "needs-review_2.0,needs-review_2$2e0",
        "Urgent,$55rgent",
        "x y,x$20y",
        "a=b,a$3db",
        "$Forwarded,$24$46orwarded",
        "é,$c3$a9"
    })
    void spellsLabelsAsKeywords(String label, String keyword) {
        assertThat(new Label(label).keyword()).isEqualTo(keyword);
        assertThat(LabelKeyword.decode(keyword)).contains(new Label(label));
    }

    @Test
    void comesBackFromAClientThatChangesTheCaseOfKeywords() {
        assertThat(LabelKeyword.decode("$C3$A9$20$55RGENT")).contains(new Label("é Urgent"));
    }

    @ParameterizedTest
    @CsvSource({
        "$Forwarded,$forwarded",
        "NonJunk,nonjunk",
        "half$,half$",
        "half$4,half$4",
        "no$zzhex,no$zzhex",
        "$CanUnsubscribe,$canunsubscribe",
        "$ff,$ff"
    })
    void takesAClientsOwnKeywordByItsLetters(String keyword, String label) {
        assertThat(LabelKeyword.decode(keyword)).contains(new Label(label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$00", "$0a", "$20"})
    void makesNoLabelOfWhatIsNone(String keyword) {
        assertThat(LabelKeyword.decode(keyword)).isEmpty();
    }

    /** The Big List of Naughty Strings; it lies beside the repository where this is developed. */
    @Test
    void bearsNaughtyStrings() throws IOException {
        Path list = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"), "blns", "blns.txt");
        assumeTrue(Files.isRegularFile(list), "no list of naughty strings");
        List<String> lines = Files.readAllLines(list);

        List<Label> labels = lines.stream().flatMap(LabelKeywordTest::label).toList();

        assertThat(labels).hasSizeGreaterThan(300);
        assertThat(labels).allSatisfy(label -> {
            assertThat(label.keyword()).matches(ATOM);
            assertThat(LabelKeyword.decode(label.keyword())).contains(label);
        });
        assertThat(labels.stream().distinct().map(Label::keyword)).doesNotHaveDuplicates();
    }

    private static Stream<Label> label(String line) {
        try {
            return Stream.of(new Label(line));
        } catch (RefusedException tooLongOrControl) {
            return Stream.empty();
        }
    }
}
