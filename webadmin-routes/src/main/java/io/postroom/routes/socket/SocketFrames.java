package io.postroom.routes.socket;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventType;
import io.postroom.routes.Answer;
import io.postroom.routes.ErrorDialect;
import io.postroom.routes.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a client is told beside events. */
final class SocketFrames {
    private SocketFrames() {}

    /** The filter as it was taken; what it leaves open is absent. */
    static String subscribed(EventFilter filter) {
        Map<String, Object> fields = frame("subscribed");
        put(fields, "event_types", filter.types().stream().sorted().toList(), EventType::wireName);
        put(fields, "inbox_ids", filter.inboxes(), InboxId::value);
        put(fields, "pod_ids", filter.pods(), PodId::toString);
        return Json.text(fields);
    }

    private static <T> void put(
            Map<String, Object> fields, String name, Collection<T> values, Function<T, String> text) {
        if (!values.isEmpty()) {
            fields.put(name, values.stream().map(text).toList());
        }
    }

    /** A failure in the words that a request would be answered in. */
    static String error(ErrorDialect errors, RuntimeException failure) {
        Answer.Content content = errors.answer(failure).content();
        Map<?, ?> answer = content instanceof Answer.Content.JsonText json && json.value() instanceof Map<?, ?> map
                ? map
                : Map.of();
        Map<String, Object> fields = frame("error");
        fields.put("name", text(answer, "name", "ForbiddenError"));
        fields.put("message", text(answer, "message", "Forbidden"));
        return Json.text(fields);
    }

    private static String text(Map<?, ?> answer, String name, String otherwise) {
        return answer.get(name) instanceof String text ? text : otherwise;
    }

    private static Map<String, Object> frame(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        return fields;
    }
}
