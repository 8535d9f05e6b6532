package io.postroom.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HighlightsTest {
    private static Highlights of(String query, String subject) {
        IndexedFields fields = new IndexedFields(
                List.of("Ann <ann@example.com>"),
                List.of("Bob <bob@example.com>"),
                List.of("carol@example.com"),
                Optional.of(subject));
        return Highlights.of(SearchQuery.parse(query), fields, List.of());
    }

    @Test
    void marksWhatMatchedInEachField() {
        Highlights found = of("ANN example ol@ grüße", "Viele GRÜSSE");

        assertThat(found.from()).containsExactly("**Ann** <**ann**@**example**.com>");
        assertThat(found.recipients()).containsExactly("Bob <bob@**example**.com>", "car**ol@example**.com");
        assertThat(found.subject()).containsExactly("Viele **GRÜSSE**");
        assertThat(found.fields()).containsOnlyKeys("from", "recipients", "subject");
    }

    @Test
    void marksCharactersWhole() {
        assertThat(of("e 👾", "e\u0301te\u0301 👾").subject()).containsExactly("**e\u0301**t**e\u0301** **👾**");
    }

    @Test
    void cutsPiecesOutOfALongText() {
        String filler = "lorem ipsum dolor sit amet ".repeat(40);
        List<String> pieces = Highlights.ofText(
                SearchQuery.parse("needle"), filler + "a needle here " + filler + "needles " + filler);

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0)).contains("a **needle** here").hasSizeLessThan(300);
        assertThat(pieces.get(1)).contains("**needles**");
    }

    @Test
    void showsThreePiecesAtMost() {
        String filler = "lorem ipsum dolor sit amet ".repeat(40);

        assertThat(Highlights.ofText(SearchQuery.parse("needle"), (filler + "needle ").repeat(10)))
                .hasSize(3);
    }

    @Test
    void showsNothingWhereNothingMatches() {
        assertThat(of("nothing", "Subject").fields()).isEmpty();
        assertThat(Highlights.ofText(SearchQuery.parse("nothing"), "text")).isEmpty();
    }
}
