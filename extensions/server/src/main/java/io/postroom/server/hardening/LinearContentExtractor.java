package io.postroom.server.hardening;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.io.IOUtils;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.util.mime.MessageContentExtractor;

/**
 * What James shows of a message in previews, found by looking at each part once.
 *
 * <p>James 3.8.1 looks into each nested multipart twice, so thirty levels keep the delivery of one small message busy for ever. Finds the
 * same parts otherwise; levels below {@value #MAX_LEVELS} are not looked at. Thread-safe.
 */
final class LinearContentExtractor extends MessageContentExtractor {
    private static final int MAX_LEVELS = 100;

    @Override
    public MessageContent extract(Message message) throws IOException {
        return contentOf(message, 0);
    }

    private static MessageContent contentOf(Entity entity, int level) throws IOException {
        if (entity.getBody() instanceof Multipart parts) {
            return level < MAX_LEVELS ? contentOf(entity, parts, level + 1) : MessageContent.empty();
        }
        if (!(entity.getBody() instanceof TextBody text)) {
            return MessageContent.empty();
        }
        if (TEXT_HTML.equals(entity.getMimeType())) {
            return MessageContent.ofHtmlOnly(textOf(text));
        }
        boolean shown = level == 0 || TEXT_PLAIN.equals(entity.getMimeType());
        return shown ? MessageContent.ofTextOnly(textOf(text)) : MessageContent.empty();
    }

    private static MessageContent contentOf(Entity entity, Multipart multipart, int level) throws IOException {
        List<Entity> parts = multipart.getBodyParts();
        return MULTIPART_ALTERNATIVE.equals(entity.getMimeType()) ? both(parts, level) : firstReadable(parts, level);
    }

    /** The plain and the HTML text; what is missing is taken from the first multipart among the parts. */
    private static MessageContent both(List<Entity> parts, int level) throws IOException {
        MessageContent direct = new MessageContent(directText(parts, TEXT_PLAIN), directText(parts, TEXT_HTML));
        if (direct.isComplete()) {
            return direct;
        }
        for (Entity part : parts) {
            if (part.getBody() instanceof Multipart) {
                return direct.merge(contentOf(part, level));
            }
        }
        return direct;
    }

    private static Optional<String> directText(List<Entity> parts, String type) throws IOException {
        for (Predicate<Entity> wanted : List.<Predicate<Entity>>of(
                LinearContentExtractor::isNoAttachment, LinearContentExtractor::isInlineWithoutId)) {
            for (Entity part : parts) {
                if (type.equals(part.getMimeType()) && wanted.test(part) && part.getBody() instanceof TextBody text) {
                    return textOf(text);
                }
            }
        }
        return Optional.empty();
    }

    /** Of the parts that are no attachments, then of those to be shown inline, then of multiparts whatever they are. */
    private static MessageContent firstReadable(List<Entity> parts, int level) throws IOException {
        Predicate<Entity> noAttachment = LinearContentExtractor::isNoAttachment;
        Predicate<Entity> inline = noAttachment.negate().and(LinearContentExtractor::isInlineWithoutId);
        Predicate<Entity> multipart = noAttachment.or(inline).negate().and(part -> part.getBody() instanceof Multipart);
        for (Predicate<Entity> wanted : List.of(noAttachment, inline, multipart)) {
            for (Entity part : parts) {
                MessageContent content = wanted.test(part) ? contentOf(part, level) : MessageContent.empty();
                if (!content.isEmpty()) {
                    return content;
                }
            }
        }
        return MessageContent.empty();
    }

    private static Optional<String> textOf(TextBody text) throws IOException {
        Charset charset = Optional.ofNullable(text.getCharset()).orElse(StandardCharsets.US_ASCII);
        return Optional.of(IOUtils.toString(text.getInputStream(), charset));
    }

    private static boolean isNoAttachment(Entity part) {
        return part.getDispositionType() == null;
    }

    private static boolean isInlineWithoutId(Entity part) {
        return "inline".equals(part.getDispositionType()) && part.getHeader().getField(CONTENT_ID) == null;
    }
}
