package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads the texts of a request about webhooks and collects all that is wrong with them, so that the caller learns of it at once. */
final class WebhookProblems {
    private static final int MAX_URL = 2048;

    private final List<Problem> problems = new ArrayList<>();

    void add(String message, String... path) {
        problems.add(new Problem("invalid_value", List.of(path), message));
    }

    /** @throws RefusedException if anything was wrong */
    void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw new RefusedException(Reason.INVALID, problems.get(0).message(), problems, List.of());
        }
    }

    /** An absolute http or https URL; a stand-in, which {@link #refuseIfAny} keeps from being used, if it is none. */
    URI url(Optional<String> text) {
        try {
            URI url = new URI(text.orElse(""));
            String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
            if (!scheme.equals("http") && !scheme.equals("https")) {
                add("url must be an absolute http or https URL", "url");
            } else if (authority.isEmpty() || authority.startsWith(":") || authority.contains("@")) {
                add("url must name a host, and no user", "url");
            } else if (text.orElse("").length() > MAX_URL) {
                add("url has at most " + MAX_URL + " characters", "url");
            }
            return url;
        } catch (URISyntaxException e) {
            add("url must be an absolute http or https URL", "url");
            return URI.create("");
        }
    }

    List<EventType> eventTypes(List<String> texts) {
        return each("event_types", texts, "unknown event type", EventType::named);
    }

    List<InboxId> inboxes(String field, List<String> texts) {
        return each(field, texts, "inbox not found", text -> ifLegal(text, InboxId::new));
    }

    List<PodId> pods(String field, List<String> texts) {
        return each(field, texts, "pod not found", text -> ifLegal(text, PodId::parse));
    }

    Optional<ClientId> clientId(Optional<String> text) {
        Optional<ClientId> id = text.flatMap(t -> ifLegal(t, ClientId::new));
        if (text.isPresent() && id.isEmpty()) {
            add("client_id has 1 to 256 of the characters A-Z a-z 0-9 - . _ ~", "client_id");
        }
        return id;
    }

    private <T> List<T> each(String field, List<String> texts, String otherwise, Function<String, Optional<T>> read) {
        List<T> values = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Optional<T> value = read.apply(texts.get(i));
            if (value.isEmpty()) {
                add(otherwise, field, String.valueOf(i));
            }
            value.ifPresent(values::add);
        }
        return values;
    }

    private static <T> Optional<T> ifLegal(String text, Function<String, T> read) {
        try {
            return Optional.of(read.apply(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
