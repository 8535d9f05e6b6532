package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.page.PageToken;
import io.postroom.routes.Query;
import io.postroom.routes.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which part of a list a query asks for, and the list as it is answered. */
final class ListQuery {
    private ListQuery() {}

    /** From {@code limit}, {@code page_token} and {@code ascending}. */
    static PageRequest page(Query query) {
        return page(query, flag(query, "ascending"));
    }

    /** From {@code limit} and {@code page_token}, newest first. */
    static PageRequest newestFirst(Query query) {
        return page(query, false);
    }

    private static PageRequest page(Query query, boolean ascending) {
        return new PageRequest(limit(query), query.first("page_token").map(PageToken::decode), ascending);
    }

    /** From {@code limit}, which is what a page holds at most. */
    static int limit(Query query) {
        return PageRequest.first(query.wholeNumber("limit").orElse(PageRequest.DEFAULT_LIMIT))
                .limit();
    }

    /** {@code true} or {@code false}; false if it is absent. */
    static boolean flag(Query query, String name) {
        return query.flag(name).orElse(false);
    }

    /**
     * From {@code labels}, {@code before}, {@code after} and the {@code include_*} flags. Asking for a label that hides a message includes
     * messages that have it.
     */
    static MessageFilter filter(Query query) {
        Labels labels =
                Labels.of(TextList.of(query, "labels").stream().map(Label::new).toList());
        return new MessageFilter(labels, hidden(query).without(labels), time(query, "before"), time(query, "after"));
    }

    /** Labels of what is to be left out: all that hide a message, but for those of the {@code include_*} flags. */
    static Labels hidden(Query query) {
        return Labels.of(MessageFilter.RESTRICTED.values().stream()
                .filter(label -> !flag(query, "include_" + label))
                .toList());
    }

    static Optional<Instant> time(Query query, String name) {
        try {
            return query.first(name).map(Times::parse);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(name, name + " is not a point in time such as 2026-01-02T03:04:05Z");
        }
    }

    /** A page as {@code /v0} shows it, its items under {@code name}. */
    static <T> Map<String, Object> answer(String name, PageRequest request, Page<T> page, Function<? super T, ?> item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", page.items().size());
        fields.put("limit", request.limit());
        page.next().ifPresent(next -> fields.put("next_page_token", PageToken.encode(next)));
        fields.put(name, page.items().stream().map(item).toList());
        return fields;
    }
}
