package io.postroom.testkit;

import static io.postroom.testkit.WithSearchIndex.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Message;
import io.postroom.core.search.IndexedFields;
import io.postroom.core.search.Ranking;
import io.postroom.core.search.SearchQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a query finds in a {@link io.postroom.core.search.SearchIndex}. */
public interface SearchMeaningContract extends WithSearchIndex {
    @Test
    default void findsAnyPartOfSenderRecipientsAndSubject() {
        put(
                Fixtures.message(1)
                        .from("Ann Example <ann@mail.example>")
                        .subject("Quarterly invoice")
                        .build(),
                "");

        assertThat(List.of("ann", "mail.ex", "nn Exam", "n", "voic", "INVOICE", "terly in", "support@agents", "arol@"))
                .allSatisfy(query -> assertThat(find("\"" + query + "\"")).isEqualTo(messages(1)));
        assertThat(List.of("bob", "invoices", "quarterlyinvoice", "mple> ann"))
                .allSatisfy(query -> assertThat(find("\"" + query + "\"")).isEmpty());
    }

    @Test
    default void aPartDoesNotReachFromOneRecipientToTheNext() {
        put(Fixtures.message(1).build(), "");

        assertThat(find("\"example carol\"")).isEmpty();
        assertThat(find("examplecarol")).isEmpty();
    }

    @Test
    default void findsWordsOfTheTextAndTheirBeginnings() {
        put(Fixtures.message(1).build(), "The invoice of 2026-03 is attached.\nreport_final.pdf");

        assertThat(List.of("invoice", "invo", "inv", "ATTACHED", "2026-03", "report", "final.pdf", "of", "pdf"))
                .allSatisfy(query -> assertThat(find(query)).isEqualTo(messages(1)));
        assertThat(List.of("voice", "nvoice", "in", "att4", "2026-04", "invoices"))
                .allSatisfy(query -> assertThat(find(query)).isEmpty());
    }

    @Test
    default void findsPhrasesWordForWord() {
        put(Fixtures.message(1).build(), "Please pay the open invoice by Friday");
        put(Fixtures.message(2).build(), "An invoice is open");

        assertThat(find("\"open invoice\"")).isEqualTo(messages(1));
        assertThat(find("“OPEN  Invoice”")).isEqualTo(messages(1));
        assertThat(find("open-invoice")).isEqualTo(messages(1));
        assertThat(find("open invoice")).isEqualTo(messages(2, 1));
        assertThat(find("\"open inv\"")).isEmpty();
        assertThat(find("\"inv\"")).isEmpty();
        assertThat(find("\"open invoice")).isEqualTo(messages(2, 1));
    }

    @Test
    default void everyTermMustBeThereInWhateverField() {
        put(Fixtures.message(1).subject("Invoice").build(), "due on Friday");
        put(Fixtures.message(2).subject("Invoice").build(), "due on Monday");

        assertThat(find("invoice friday ann")).isEqualTo(messages(1));
        assertThat(find("invoice friday bob")).isEmpty();
    }

    @Test
    default void caseAndAccentsDoNotMatter() {
        put(Fixtures.message(1).subject("Grüße aus MÜNCHEN").build(), "Die Straße, der Café, ΟΔΟΣ und Ёлка; ｆｕｌｌ");

        assertThat(List.of("grusse", "GRÜSSE", "munchen", "strasse", "cafe", "οδος", "елка", "full"))
                .allSatisfy(query -> assertThat(find(query)).isEqualTo(messages(1)));
    }

    @Test
    default void findsWordsOfScriptsWithoutSpaces() {
        put(Fixtures.message(1).build(), "田中さんにあげて下さい 사회과학원 สวัสดีครับ 👾👾 done");

        assertThat(List.of("田中", "さんに", "사회과학원", "사회과", "ครับ", "👾", "👾👾", "done"))
                .allSatisfy(query -> assertThat(find(query)).isEqualTo(messages(1)));
        assertThat(List.of("中田", "ครับส", "👾👾👾"))
                .allSatisfy(query -> assertThat(find(query)).isEmpty());
    }

    @Test
    default void takesAnyQuery() {
        put(Fixtures.message(1).build(), "text");
        List<String> queries = new ArrayList<>(OddStrings.LINES);
        queries.addAll(List.of("\"\"", "\"", "*", "\u0301", "\uD800", "a\u0000b", "x ".repeat(60), "ab".repeat(500)));
        queries.add("\"" + "w ".repeat(490) + "\"");

        assertThat(queries).allSatisfy(query -> assertThat(find(query)).hasSizeLessThanOrEqualTo(1));
    }

    /** Pieces of odd texts, looked for among odd texts: each index finds, and ranks, exactly what {@link Ranking} says. */
    @Test
    default void findsExactlyWhatTheWordsMean() {
        Map<Message, String> all = new LinkedHashMap<>();
        for (int i = 0; i < OddStrings.LINES.size(); i++) {
            String other = OddStrings.LINES.get(OddStrings.LINES.size() - 1 - i);
            Message message =
                    Fixtures.message(i).subject(OddStrings.LINES.get(i)).build();
            all.put(message, other + " and the invoice of " + i);
            put(message, all.get(message));
        }
        Random random = new Random(1);
        List<String> queries = new ArrayList<>(OddStrings.LINES);
        for (int i = 0; i < 300; i++) {
            queries.add(piece(random, OddStrings.LINES.get(random.nextInt(OddStrings.LINES.size()))));
        }

        queries.removeIf(String::isBlank);
        assertThat(queries).allSatisfy(query -> assertThat(find(query)).isEqualTo(expected(all, query)));
    }

    private static String piece(Random random, String text) {
        int begin = random.nextInt(text.length());
        String piece = text.substring(begin, begin + 1 + random.nextInt(text.length() - begin));
        return random.nextInt(3) == 0 ? "\"" + piece + "\"" : piece + (random.nextBoolean() ? " inv" : "");
    }

    private static List<String> expected(Map<Message, String> all, String query) {
        Ranking ranking = new Ranking(SearchQuery.parse(query));
        Map<Message, Integer> ranks = new LinkedHashMap<>();
        all.forEach((message, text) -> ranks.put(message, ranking.of(IndexedFields.of(message), text)));
        return ranks.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Message, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().timestamp(), Comparator.reverseOrder()))
                .map(entry -> entry.getKey().id().value())
                .toList();
    }
}
