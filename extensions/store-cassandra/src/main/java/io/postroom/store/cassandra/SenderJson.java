package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventBody;
import io.postroom.core.message.MessageId;
import java.util.List;

/** A sender that was verified, in an event. */
record SenderJson(
        @JsonProperty("inbox") String inbox,
        @JsonProperty("address") String address,
        @JsonProperty("way") String way,
        @JsonProperty("messages") List<String> messages) {

    static SenderJson of(EventBody.SenderVerified verified) {
        return new SenderJson(
                verified.inbox().value(),
                verified.address(),
                verified.way(),
                verified.messages().stream().map(MessageId::value).toList());
    }

    EventBody.SenderVerified toVerified() {
        return new EventBody.SenderVerified(
                new InboxId(inbox),
                address,
                way,
                messages.stream().map(MessageId::new).toList());
    }
}
