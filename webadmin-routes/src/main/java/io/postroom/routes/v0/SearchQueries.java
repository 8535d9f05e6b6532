package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.Highlights;
import io.postroom.core.search.SearchPlace;
import io.postroom.core.search.SearchQuery;
import io.postroom.core.search.Searching.Match;
import io.postroom.core.search.Searching.Matches;
import io.postroom.core.search.Searching.Wish;
import io.postroom.routes.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a query looks for, and what was found as it is answered. */
final class SearchQueries {
    private static final int MOST_TEXTS = 20;

    private SearchQueries() {}

    /** From {@code q}, {@code include_archived}, {@code before}, {@code after}, {@code limit} and {@code page_token}. */
    static Wish wish(Query query) {
        return new Wish(
                SearchQuery.parse(text(query)),
                ListQuery.flag(query, "include_archived"),
                ListQuery.time(query, "before"),
                ListQuery.time(query, "after"),
                query.first("page_token").map(SearchPlace::parse),
                ListQuery.limit(query));
    }

    /** {@code q}, which must be there. */
    static String text(Query query) {
        return query.first("q").orElseThrow(() -> RefusedException.invalid("q", "q is required"));
    }

    /** From {@code from}, {@code to} and {@code subject}. */
    static FieldFilter ofMessages(Query query) {
        return filter(query, "from", "to");
    }

    /** From {@code senders}, {@code recipients} and {@code subject}. */
    static FieldFilter ofThreads(Query query) {
        return filter(query, "senders", "recipients");
    }

    private static FieldFilter filter(Query query, String senders, String recipients) {
        FieldFilter filter = new FieldFilter(
                TextList.of(query, senders), TextList.of(query, recipients), TextList.of(query, "subject"));
        int texts = filter.senders().size()
                + filter.recipients().size()
                + filter.subject().size();
        int characters = List.of(filter.senders(), filter.recipients(), filter.subject()).stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum();
        if (texts > MOST_TEXTS || characters > SearchQuery.MAX_CHARACTERS) {
            throw RefusedException.invalid(
                    "subject",
                    "a list is filtered by at most " + MOST_TEXTS + " texts of " + SearchQuery.MAX_CHARACTERS
                            + " characters in all");
        }
        return filter;
    }

    /** A page of what was found as {@code /v0} shows it, each with what {@code item} says of it and where it matched. */
    static <T> Map<String, Object> answer(
            String name, int limit, Matches<T> page, Function<? super T, Map<String, Object>> item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", page.matches().size());
        fields.put("limit", limit);
        page.next().ifPresent(next -> fields.put("next_page_token", next.token()));
        fields.put(name, page.matches().stream().map(match -> json(match, item)).toList());
        return fields;
    }

    private static <T> Map<String, Object> json(Match<T> match, Function<? super T, Map<String, Object>> item) {
        Map<String, Object> fields = item.apply(match.found());
        Highlights highlights = match.highlights();
        if (!highlights.fields().isEmpty()) {
            fields.put("highlights", highlights.fields());
        }
        return fields;
    }
}
