package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Envelope} in a column. */
record EnvelopeJson(
        @JsonProperty("v") int version,
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("from") @Nullable String from,
        @JsonProperty("reply_to") @Nullable List<String> replyTo,
        @JsonProperty("to") @Nullable List<String> to,
        @JsonProperty("cc") @Nullable List<String> cc,
        @JsonProperty("bcc") @Nullable List<String> bcc,
        @JsonProperty("subject") @Nullable String subject,
        @JsonProperty("in_reply_to") @Nullable String inReplyTo,
        @JsonProperty("references") @Nullable List<String> references) {

    static EnvelopeJson of(Envelope envelope) {
        return new EnvelopeJson(
                Json.VERSION,
                envelope.messageId().map(MessageId::value).orElse(null),
                envelope.from(),
                envelope.replyTo(),
                envelope.to(),
                envelope.cc(),
                envelope.bcc(),
                envelope.subject().orElse(null),
                envelope.inReplyTo().map(MessageId::value).orElse(null),
                envelope.references().stream().map(MessageId::value).toList());
    }

    Envelope toEnvelope() {
        return new Envelope(
                Optional.ofNullable(id).map(MessageId::new),
                from == null ? "" : from,
                Json.orEmpty(replyTo),
                Json.orEmpty(to),
                Json.orEmpty(cc),
                Json.orEmpty(bcc),
                Optional.ofNullable(subject),
                Optional.ofNullable(inReplyTo).map(MessageId::new),
                Json.orEmpty(references).stream().map(MessageId::new).toList());
    }
}
