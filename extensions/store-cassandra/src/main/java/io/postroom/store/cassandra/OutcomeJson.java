package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventBody;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ThreadId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, in an event.
 *
 * @param statuses one for each of {@code recipients}; absent unless they bounced
 * @param detail the kind of a complaint, the reason of a rejection; else absent
 */
record OutcomeJson(
        @JsonProperty("inbox") String inbox,
        @JsonProperty("id") String id,
        @JsonProperty("thread") String thread,
        @JsonProperty("recipients") @Nullable List<String> recipients,
        @JsonProperty("permanent") @Nullable Boolean permanent,
        @JsonProperty("sub_type") @Nullable String subType,
        @JsonProperty("statuses") @Nullable List<String> statuses,
        @JsonProperty("detail") @Nullable String detail) {

    static OutcomeJson of(MessageRef message, List<String> recipients) {
        return of(message, recipients, null);
    }

    static OutcomeJson of(EventBody.Complained complained) {
        return of(complained.message(), complained.recipients(), complained.kind());
    }

    static OutcomeJson of(EventBody.Rejected rejected) {
        return of(rejected.message(), null, rejected.reason());
    }

    private static OutcomeJson of(MessageRef message, @Nullable List<String> recipients, @Nullable String detail) {
        return new OutcomeJson(
                message.inbox().value(),
                message.id().value(),
                message.thread().toString(),
                recipients,
                null,
                null,
                null,
                detail);
    }

    static OutcomeJson of(EventBody.Bounced bounced) {
        MessageRef message = bounced.message();
        return new OutcomeJson(
                message.inbox().value(),
                message.id().value(),
                message.thread().toString(),
                bounced.recipients().stream()
                        .map(EventBody.FailedRecipient::address)
                        .toList(),
                bounced.permanent(),
                bounced.subType(),
                bounced.recipients().stream()
                        .map(EventBody.FailedRecipient::status)
                        .toList(),
                null);
    }

    MessageRef toMessage() {
        return new MessageRef(new InboxId(inbox), new MessageId(id), ThreadId.parse(thread));
    }

    List<String> addresses() {
        return Json.orEmpty(recipients);
    }

    EventBody.Bounced toBounced() {
        List<String> addresses = addresses();
        List<String> codes = Json.orEmpty(statuses);
        List<EventBody.FailedRecipient> failed = IntStream.range(0, addresses.size())
                .mapToObj(i -> new EventBody.FailedRecipient(addresses.get(i), codes.get(i)))
                .toList();
        return new EventBody.Bounced(
                toMessage(),
                Boolean.TRUE.equals(permanent),
                Optional.ofNullable(subType).orElse("General"),
                failed);
    }

    EventBody.Complained toComplained() {
        return new EventBody.Complained(toMessage(), Optional.ofNullable(detail).orElse("other"), addresses());
    }

    EventBody.Rejected toRejected() {
        return new EventBody.Rejected(toMessage(), Optional.ofNullable(detail).orElse(""));
    }
}
