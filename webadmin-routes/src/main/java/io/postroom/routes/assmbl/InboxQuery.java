package io.postroom.routes.assmbl;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.ShownText;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.page.PageToken;
import io.postroom.routes.Query;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which mail {@code GET /inbox} is asked for.
 *
 * @param filter what the store can tell: received mail only, since it is an inbox
 * @param text what is looked for; empty for nothing
 */
record InboxQuery(MessageFilter filter, Optional<ShownText> text, PageRequest page) {
    private static final int DEFAULT_LIMIT = 25;

    /** What is left out of the list, and of the count of what is unread. */
    static final Labels HIDDEN = MessageFilter.RESTRICTED;

    static InboxQuery of(Query query) {
        Labels wanted = Labels.of(Label.RECEIVED);
        Labels hidden = HIDDEN;
        Optional<Boolean> isRead = query.flag("is_read");
        if (isRead.isPresent()) {
            Labels unread = Labels.of(Label.UNREAD);
            wanted = isRead.get() ? wanted : wanted.with(unread);
            hidden = isRead.get() ? hidden.with(unread) : hidden;
        }
        Optional<Label> label = query.first("label").map(Label::new);
        if (label.isPresent()) {
            wanted = wanted.with(Labels.of(label.get()));
            hidden = hidden.without(wanted); // whoever asks for spam wants to see it
        }
        if (query.flag("verified_only").orElse(false)) {
            wanted = wanted.with(Labels.of(Label.VERIFIED));
        }
        if (query.flag("include_archived").orElse(false)) {
            hidden = hidden.without(Labels.of(Label.ARCHIVED));
        }
        MessageFilter filter = new MessageFilter(wanted, hidden, Optional.empty(), Optional.empty());
        return new InboxQuery(filter, text(query), page(query));
    }

    private static Optional<ShownText> text(Query query) {
        Optional<String> text = query.all("q").stream().findFirst();
        if (text.filter(String::isEmpty).isPresent()) {
            throw RefusedException.invalid("q", "q must not be empty");
        }
        if (text.filter(given -> given.length() > ShownText.MAX_CHARACTERS).isPresent()) {
            throw RefusedException.invalid("q", "q has at most " + ShownText.MAX_CHARACTERS + " characters");
        }
        return text.map(ShownText::new);
    }

    private static PageRequest page(Query query) {
        int limit = query.wholeNumber("limit").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw RefusedException.invalid("limit", "limit is 1 to " + PageRequest.MAX_LIMIT);
        }
        return new PageRequest(limit, query.first("cursor").map(InboxQuery::place), true);
    }

    private static PageKey place(String cursor) {
        try {
            return PageToken.decode(cursor);
        } catch (RefusedException e) {
            throw RefusedException.invalid("cursor", "cursor is none of this list");
        }
    }

    /** What the store cannot tell; empty if there is no more to tell. */
    Optional<Predicate<Message>> wanted() {
        return text.map(part -> part::occursIn);
    }
}
