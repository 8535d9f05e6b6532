package io.postroom.routes.inboxai;

import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.text.UrlText;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Call;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The ids of {@code /api/v0}, written and read: those of the domain in opaque words, without a table of their own. There is one word for each
 * thing, and a word that stands for none is answered like one that nobody has.
 */
final class Ids {
    private static final int FIRST_ID = 3; // after api, v0 and the name of the resource
    private static final int SECOND_ID = 5;
    private static final int THIRD_ID = 7;

    private static final String ORGANIZATION = "org_";
    private static final String MESSAGE = "msg_";
    private static final String THREAD = "thr_";
    private static final String ATTACHMENT = "att_";
    private static final String WEBHOOK = "wh_";
    private static final String KEY = "key_";

    /** What the domain's ids of webhooks begin with. */
    private static final String ENDPOINT = "ep_";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private Ids() {}

    static String of(OrganizationId id) {
        return ORGANIZATION + hex(id.value());
    }

    /** The address in base64url (RFC 4648 §5). */
    static String of(InboxId id) {
        return UrlText.base64(id.value());
    }

    /** The Message-ID in base64url. */
    static String of(MessageId id) {
        return MESSAGE + UrlText.base64(id.value());
    }

    static String of(ThreadId id) {
        return THREAD + hex(id.value());
    }

    static String of(AttachmentId id) {
        return ATTACHMENT + id;
    }

    static String of(WebhookId id) {
        return WEBHOOK + id.value().substring(ENDPOINT.length());
    }

    static String of(ApiKeyId id) {
        return KEY + hex(id.value());
    }

    static InboxId inbox(Call call) {
        return parse("Inbox", call, FIRST_ID, Ids::inbox);
    }

    /** @throws IllegalArgumentException if it is the word for no address */
    static InboxId inbox(String word) {
        return exact(word, new InboxId(UrlText.ofBase64(word)), Ids::of);
    }

    static MessageId message(Call call) {
        return parse(
                "Message",
                call,
                SECOND_ID,
                word -> exact(word, new MessageId(UrlText.ofBase64(rest(word, MESSAGE))), Ids::of));
    }

    static ThreadId thread(Call call) {
        return parse("Thread", call, SECOND_ID, word -> new ThreadId(uuid(rest(word, THREAD))));
    }

    static AttachmentId attachment(Call call) {
        return parse("Attachment", call, THIRD_ID, word -> new AttachmentId(rest(word, ATTACHMENT)));
    }

    static WebhookId webhook(Call call) {
        return parse("Webhook", call, FIRST_ID, word -> new WebhookId(ENDPOINT + rest(word, WEBHOOK)));
    }

    static ApiKeyId key(Call call) {
        return parse("API key", call, FIRST_ID, word -> new ApiKeyId(uuid(rest(word, KEY))));
    }

    /** A domain is called by its name. */
    static MailDomain domain(Call call) {
        return parse("Domain", call, FIRST_ID, MailDomain::new);
    }

    private static <T> T parse(String kind, Call call, int place, Function<String, T> read) {
        try {
            return read.apply(call.path().segment(place));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound(kind);
        }
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private static UUID uuid(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 32 hexadecimal digits");
        }
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    private static String rest(String word, String prefix) {
        if (!word.startsWith(prefix)) {
            throw new IllegalArgumentException("does not begin with " + prefix);
        }
        return word.substring(prefix.length());
    }

    /** Base64 has several spellings of one text, and addresses have two cases. */
    private static <T> T exact(String word, T id, Function<T, String> written) {
        if (!written.apply(id).equals(word)) {
            throw new IllegalArgumentException("another word stands for it");
        }
        return id;
    }
}
