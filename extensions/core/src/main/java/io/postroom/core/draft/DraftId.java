package io.postroom.core.draft;

import io.postroom.core.account.ClientId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a draft, unique in the whole installation. */
public record DraftId(UUID value) {
    private static final Pattern MESSAGE_ID = Pattern.compile("<draft\\.([0-9a-f-]{36})@[^@>]+>");

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static DraftId parse(String text) {
        return new DraftId(UUID.fromString(text));
    }

    static DraftId random() {
        return new DraftId(UUID.randomUUID());
    }

    /** That of a draft whose creator has a name for it: who creates it twice gets the same. */
    static DraftId named(Inbox inbox, ClientId name) {
        return derived(inbox, "client", name.value());
    }

    /** That of a draft which a mail client made, under this Message-ID or other name. */
    static DraftId madeElsewhere(Inbox inbox, String name) {
        return derived(inbox, "mail", name);
    }

    private static DraftId derived(Inbox inbox, String kind, String name) {
        String since = Long.toString(inbox.createdAt().toEpochMilli());
        return new DraftId(
                Digest.sha256("draft", inbox.id().value(), since, kind, name).toUuid());
    }

    /** The Message-ID (RFC 5322 §3.6.4) of the draft's mail. */
    MessageId messageId(Inbox inbox) {
        return new MessageId("<draft." + value + "@" + inbox.id().domain() + ">");
    }

    /** The id in a {@link #messageId}; empty for a Message-ID of another kind. */
    static Optional<DraftId> in(MessageId id) {
        Matcher matcher = MESSAGE_ID.matcher(id.value());
        return matcher.matches() ? tryParse(matcher.group(1)) : Optional.empty();
    }

    static Optional<DraftId> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
