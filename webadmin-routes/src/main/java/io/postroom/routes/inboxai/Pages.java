package io.postroom.routes.inboxai;

import io.postroom.core.page.Numbered;
import io.postroom.core.page.PageNumber;
import io.postroom.routes.Answer;
import io.postroom.routes.Query;
import java.util.List;
import java.util.function.Function;

/** Lists of {@code /api/v0}: which page a query asks for, and the page as it is answered. */
final class Pages {
    private static final int FIRST = 1;
    private static final int USUAL_SIZE = 20;

    private Pages() {}

    /** From {@code page} and {@code page_size}; numbers that lie outside are brought inside. */
    static PageNumber asked(Query query) {
        return new PageNumber(
                query.wholeNumber("page").orElse(FIRST),
                query.wholeNumber("page_size").orElse(USUAL_SIZE));
    }

    private record PageJson(List<?> data, long total, int page, int pageSize) {}

    static <T> Answer answer(PageNumber asked, Numbered<T> found, Function<? super T, ?> item) {
        List<?> data = found.items().stream().map(item).toList();
        return Answer.json(new PageJson(data, found.total(), asked.number(), asked.size()));
    }
}
