package io.postroom.routes.v0;

import io.postroom.core.message.Message;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.routes.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps of a list what has certain texts in it: each text of a parameter must occur, without regard to case, in one of the values it is
 * looked for in.
 *
 * <p>Rows are looked through one page at a time, so a page may hold fewer items than the limit, or none, although more follow.
 */
final class TextFilter<T> {
    private static final int MOST_PAGES = 20;

    private final boolean all;
    private final Predicate<T> wanted;

    private TextFilter(boolean all, Predicate<T> wanted) {
        this.all = all;
        this.wanted = wanted;
    }

    /** From {@code from}, {@code to} and {@code subject}. */
    static TextFilter<Message> ofMessages(Query query) {
        List<String> from = texts(query, "from");
        List<String> to = texts(query, "to");
        List<String> subject = texts(query, "subject");
        return new TextFilter<>(
                from.isEmpty() && to.isEmpty() && subject.isEmpty(),
                message -> occur(from, List.of(message.envelope().from()))
                        && occur(to, message.envelope().to())
                        && occur(subject, message.envelope().subject().stream().toList()));
    }

    /** From {@code senders}, {@code recipients} and {@code subject}. */
    static TextFilter<ThreadSummary> ofThreads(Query query) {
        List<String> senders = texts(query, "senders");
        List<String> recipients = texts(query, "recipients");
        List<String> subject = texts(query, "subject");
        return new TextFilter<>(
                senders.isEmpty() && recipients.isEmpty() && subject.isEmpty(),
                thread -> occur(senders, thread.senders())
                        && occur(recipients, thread.recipients())
                        && occur(subject, thread.subject().stream().toList()));
    }

    private static List<String> texts(Query query, String name) {
        return TextList.of(query, name).stream().map(TextFilter::lower).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean occur(List<String> texts, List<String> values) {
        return texts.stream()
                .allMatch(text -> values.stream().anyMatch(value -> lower(value).contains(text)));
    }

    /** Whether {@code item} has these texts. */
    boolean accepts(T item) {
        return wanted.test(item);
    }

    /** The first of the pages from {@code request} on that has something wanted; an empty one if that is far away, or nowhere. */
    Page<T> page(PageRequest request, Function<PageRequest, Page<T>> fetch) {
        Page<T> page = fetch.apply(request);
        if (all) {
            return page;
        }
        List<T> kept = keep(page);
        for (int i = 1; kept.isEmpty() && page.next().isPresent() && i < MOST_PAGES; i++) {
            page = fetch.apply(
                    new PageRequest(request.limit(), Optional.of(page.next().get()), request.ascending()));
            kept = keep(page);
        }
        return new Page<>(kept, page.next());
    }

    private List<T> keep(Page<T> page) {
        return page.items().stream().filter(wanted).toList();
    }
}
