package io.postroom.routes;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.Drafts;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.SignedLinks;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.inject.Inject;

/**
 * Links by which the octets of a message or attachment can be fetched for a while without a key, and what they lead to. Whoever makes a
 * link has checked that its caller may read the message. Thread-safe.
 */
public final class Downloads {
    /** Where the links lead to, followed by a token. */
    public static final String PATH = "/v0/downloads/";

    private static final String RAW = "raw";
    private static final String ATTACHMENT = "attachment";
    private static final String OF_DRAFT = "draft";

    /** A link and when it ends. */
    public record Link(String url, Instant expiresAt) {}

    /**
     * What a link leads to.
     *
     * @param filename empty if it has none
     * @param octets to be closed by the taker
     * @param length empty if it is not known before the end
     */
    public record Opened(
            Optional<String> filename, Optional<String> contentType, InputStream octets, OptionalLong length) {}

    private final SignedLinks links;
    private final PublicUrl publicUrl;
    private final Messages messages;
    private final Drafts drafts;
    private final MessageStore store;
    private final InboxStore inboxes;
    private final OrganizationStore organizations;

    @Inject
    public Downloads(
            SignedLinks links,
            PublicUrl publicUrl,
            Messages messages,
            Drafts drafts,
            MessageStore store,
            InboxStore inboxes,
            OrganizationStore organizations) {
        this.links = links;
        this.publicUrl = publicUrl;
        this.messages = messages;
        this.drafts = drafts;
        this.store = store;
        this.inboxes = inboxes;
        this.organizations = organizations;
    }

    /** To the message as it came over the wire. */
    public Link link(Message message) {
        return sign(List.of(RAW, message.inbox().value(), message.id().value()));
    }

    /** To an attachment of the message. */
    public Link link(Message message, AttachmentId attachment) {
        return sign(List.of(ATTACHMENT, message.inbox().value(), message.id().value(), attachment.value()));
    }

    /** To an attachment of the draft, for as long as that has it. */
    public Link link(Draft draft, AttachmentId attachment) {
        return sign(List.of(OF_DRAFT, draft.inbox().value(), draft.id().toString(), attachment.value()));
    }

    /** A list in JSON, as no text of one part can look like the next part then. */
    private Link sign(List<String> subject) {
        SignedLinks.Link link = links.sign(new String(Json.write(subject), StandardCharsets.UTF_8));
        return new Link(publicUrl.origin() + PATH + link.token(), link.expiresAt());
    }

    /**
     * Opens what a token was made for.
     *
     * @throws RefusedException {@link Reason#UNKNOWN_KEY} if it was changed or has expired, {@link Reason#SUSPENDED} if the organisation
     *     is, {@link Reason#NOT_FOUND} if the message is gone
     */
    public Opened open(String token) {
        List<String> subject = links.verify(token)
                .map(text -> JsonFields.texts(text, "token"))
                .orElseThrow(() -> new RefusedException(Reason.UNKNOWN_KEY, "Forbidden"));
        InboxId inbox = new InboxId(subject.get(1));
        requireInService(inbox);
        if (subject.get(0).equals(OF_DRAFT)) {
            return draft(inbox, DraftId.parse(subject.get(2)), new AttachmentId(subject.get(3)));
        }
        Message message = store.find(inbox, new MessageId(subject.get(2))).orElseThrow(Downloads::gone);
        return subject.get(0).equals(RAW) ? raw(message) : attachment(message, new AttachmentId(subject.get(3)));
    }

    private void requireInService(InboxId inbox) {
        Organization owner = inboxes.find(inbox)
                .flatMap(found -> organizations.find(found.organization()))
                .orElseThrow(Downloads::gone);
        if (owner.suspended()) {
            throw new RefusedException(Reason.SUSPENDED, "This organization is suspended");
        }
    }

    private Opened raw(Message message) {
        RawMessage raw = messages.raw(message.inbox(), message.id()).orElseThrow(Downloads::gone);
        try {
            return new Opened(
                    Optional.of("message.eml"), Optional.of("message/rfc822"), raw.open(), OptionalLong.of(raw.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Opened attachment(Message message, AttachmentId id) {
        return opened(message.attachments(), id, messages.attachment(message.inbox(), message.id(), id));
    }

    private Opened draft(InboxId inbox, DraftId id, AttachmentId attachment) {
        Draft draft = drafts.find(inbox, id).orElseThrow(Downloads::gone);
        return opened(draft.outline().attachments(), attachment, drafts.attachment(draft, attachment));
    }

    private static Opened opened(List<Attachment> attachments, AttachmentId id, Optional<InputStream> contents) {
        InputStream octets = contents.orElseThrow(Downloads::gone);
        Attachment attachment = Attachment.find(attachments, id).orElseThrow(Downloads::gone);
        // its size was counted when it came in: not promised to the client, lest another way of counting tears the
        // answer
        return new Opened(attachment.filename(), attachment.contentType(), octets, OptionalLong.empty());
    }

    private static RefusedException gone() {
        return RefusedException.notFound("Download");
    }
}
