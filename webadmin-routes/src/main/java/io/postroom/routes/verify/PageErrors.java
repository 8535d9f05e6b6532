package io.postroom.routes.verify;

import io.postroom.routes.Answer;
import io.postroom.routes.ErrorDialect;
import io.postroom.routes.Failure;

/** What goes wrong, on a page for people. */
final class PageErrors implements ErrorDialect {
    @Override
    public Answer answer(Exception failure) {
        Failure why = Failure.of(failure);
        if (why instanceof Failure.Refused) {
            return Pages.unknown();
        }
        return why instanceof Failure.Mistake mistake
                ? Pages.failed(mistake.request())
                : Pages.unavailable().withHeader("Retry-After", Failure.RETRY_SECONDS);
    }

    @Override
    public Object body(int status) {
        return "";
    }
}
