package io.postroom.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.RefusedException;
import io.postroom.core.search.SearchQuery.Term;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    @Test
    void takesWordsAndPhrasesApart() {
        SearchQuery query = SearchQuery.parse(" Open \"Big  Deal\"e-mail of \t\"\" Open");

        assertThat(query.terms())
                .containsExactly(
                        new Term("open", List.of("open"), true),
                        new Term("big deal", List.of("big", "deal"), false),
                        new Term("e-mail", List.of("e", "mail"), false),
                        new Term("of", List.of("of"), false));
    }

    @Test
    void aQuoteThatDoesNotCloseIsACharacter() {
        assertThat(SearchQuery.parse("5\" disk").terms())
                .containsExactly(new Term("5\"", List.of("5"), false), new Term("disk", List.of("disk"), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankQuery(String text) {
        assertThatThrownBy(() -> SearchQuery.parse(text)).isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesTooLongAQuery() {
        assertThat(SearchQuery.parse("x".repeat(SearchQuery.MAX_CHARACTERS)).terms())
                .hasSize(1);
        assertThatThrownBy(() -> SearchQuery.parse("x".repeat(SearchQuery.MAX_CHARACTERS + 1)))
                .isInstanceOf(RefusedException.class);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= SearchQuery.MAX_TERMS; i++) {
            many.append("w").append(i).append(' ');
        }
        assertThatThrownBy(() -> SearchQuery.parse(many.toString())).isInstanceOf(RefusedException.class);
    }

    @Test
    void placesAreReadAgainFromTheirTokens() {
        SearchPlace place = new SearchPlace(17, Instant.ofEpochMilli(-5), "<a@x> support@agents.example");

        assertThat(SearchPlace.parse(place.token())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "MTIz",
                "YSBiIGM",
                "!!!",
                "OTk5OTk5OTk5OTk5IDEgYQ",
                "MSA5OTk5OTk5OTk5OTk5OTk5OTk5OTk5IGE"
            })
    void refusesTokensThatAreNotOurs(String token) {
        assertThatThrownBy(() -> SearchPlace.parse(token)).isInstanceOf(RefusedException.class);
    }
}
