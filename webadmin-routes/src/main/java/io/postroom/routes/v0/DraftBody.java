package io.postroom.routes.v0;

import io.postroom.core.account.ClientId;
import io.postroom.core.draft.Change;
import io.postroom.core.draft.CreateDraft;
import io.postroom.core.draft.UpdateDraft;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Address;
import io.postroom.routes.JsonFields;
import io.postroom.routes.MailBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bodies of requests to create and to change a draft. */
final class DraftBody {
    private static final String SEND_AT = "send_at";

    private DraftBody() {}

    static CreateDraft create(JsonFields body) {
        Optional<MessageId> answered = body.value("in_reply_to", MessageId::new);
        return wish(body, answered, all(body), body.value("forward_of", MessageId::new));
    }

    /** An answer to the message that the path names. */
    static CreateDraft reply(JsonFields body, MessageId answered) {
        return wish(body, Optional.of(answered), all(body), Optional.empty());
    }

    static CreateDraft replyAll(JsonFields body, MessageId answered) {
        return wish(body, Optional.of(answered), true, Optional.empty());
    }

    static CreateDraft forward(JsonFields body, MessageId forwarded) {
        return wish(body, Optional.empty(), false, Optional.of(forwarded));
    }

    private static boolean all(JsonFields body) {
        return body.flag("reply_all").orElse(false);
    }

    private static CreateDraft wish(
            JsonFields body, Optional<MessageId> answered, boolean all, Optional<MessageId> forwarded) {
        return new CreateDraft(
                MailBody.addressees(body),
                MailBody.content(body),
                answered,
                all,
                forwarded,
                body.time(SEND_AT),
                body.value("client_id", ClientId::new));
    }

    /** What is not there stays; {@code null}, and a list or text without anything in it, clears. */
    static UpdateDraft update(JsonFields body) {
        return new UpdateDraft(
                addresses(body, "to"),
                addresses(body, "cc"),
                addresses(body, "bcc"),
                addresses(body, "reply_to"),
                text(body, "subject"),
                text(body, "text"),
                text(body, "html"),
                body.objects("add_attachments").stream().map(MailBody::file).toList(),
                body.values("remove_attachments", AttachmentId::new).orElse(List.of()),
                LabelsBody.change(body),
                sendAt(body));
    }

    private static Change<List<Address>> addresses(JsonFields body, String name) {
        if (body.isNull(name)) {
            return new Change.Clear<>();
        }
        Optional<List<Address>> addresses = body.oneOrMore(name, Address::parse);
        return change(addresses, addresses.map(List::isEmpty).orElse(false));
    }

    private static Change<String> text(JsonFields body, String name) {
        if (body.isNull(name)) {
            return new Change.Clear<>();
        }
        Optional<String> text = body.text(name);
        return change(text, text.map(String::isEmpty).orElse(false));
    }

    private static Change<Instant> sendAt(JsonFields body) {
        return body.isNull(SEND_AT) ? new Change.Clear<>() : change(body.time(SEND_AT), false);
    }

    private static <T> Change<T> change(Optional<T> value, boolean empty) {
        if (empty) {
            return new Change.Clear<>();
        }
        return value.<Change<T>>map(Change.Replace::new).orElseGet(Change.Keep::new);
    }
}
