package io.postroom.james.mime;

import io.postroom.core.message.MessageId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The message ids in a field such as {@code References} (RFC 5322 §3.6.4). */
public final class MessageIds {
    private static final Pattern BRACKETED = Pattern.compile("<[^<>]*>");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private MessageIds() {}

    /** Those that can be read, in their order; where there is no bracket at all, words are taken, as some senders leave brackets out. */
    public static Stream<MessageId> in(String value) {
        Matcher bracketed = BRACKETED.matcher(value);
        return bracketed.find()
                ? bracketed.reset().results().flatMap(found -> MessageId.tryParse(found.group()).stream())
                : WHITE_SPACE.splitAsStream(value).flatMap(word -> MessageId.tryParse("<" + word + ">").stream());
    }
}
