package io.postroom.core.send;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.LabelChange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a caller may not put into a message. Each refusal names the field by its path in the request. */
public final class ContentRules {
    private static final int MAX_SUBJECT = 2000;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_VALUE = 8192;
    private static final int MAX_FILES = 500;
    private static final int MAX_FILE_NAME = 255;
    private static final int MAX_CONTENT_ID = 255;

    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,76}"); // RFC 5322 §3.6.8
    private static final Pattern CONTENT_ID = Pattern.compile("[!-;=?-~]+");
    private static final String TOKEN = "[!#$%&'*+.^_`{|}~A-Za-z0-9-]+"; // RFC 2045 §5.1
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "=(" + TOKEN + "|\"[ !#-\\[\\]-~]*\"))*\\s*");

    /** Fields that say who sent the message and how it is made, or that the request has a field of its own for. In lower case. */
    private static final Set<String> OWNED = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "return-path",
            "received",
            "delivered-to",
            "dkim-signature",
            "authentication-results",
            "message-id",
            "mime-version");

    /** Where an answer stands in its conversation: the server's to say where it knows. In lower case. */
    private static final Set<String> OWNED_IN_REPLIES = Set.of("in-reply-to", "references");

    private ContentRules() {}

    /**
     * @param answers whether the message refers to another one
     * @throws RefusedException {@link Reason#INVALID}
     */
    static void check(Content content, boolean answers) {
        content.subject().ifPresent(subject -> {
            refuseLineBreaks(List.of("subject"), subject);
            refuseLonger(List.of("subject"), subject, MAX_SUBJECT);
        });
        if (content.headers().size() > MAX_HEADERS) {
            throw refused(List.of("headers"), "at most " + MAX_HEADERS + " headers");
        }
        for (Map.Entry<String, String> header : content.headers().entrySet()) {
            checkHeader(header.getKey(), header.getValue(), answers);
        }
        checkFiles(content.files(), "attachments");
        LabelChange.refuseReserved("labels", content.labels());
    }

    private static void checkHeader(String name, String value, boolean answers) {
        List<String> path = List.of("headers", name);
        if (!FIELD_NAME.matcher(name).matches()) {
            throw refused(path, "the name of a header has 1 to 76 visible ASCII characters and no colon");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OWNED.contains(lower) || lower.startsWith("content-") || (answers && OWNED_IN_REPLIES.contains(lower))) {
            throw refused(path, "the header " + name + " is written by the server");
        }
        refuseLineBreaks(path, value);
        refuseLonger(path, value, MAX_HEADER_VALUE);
    }

    /** @param name what the request calls the list */
    static void checkFiles(List<OutgoingFile> files, String name) {
        if (files.size() > MAX_FILES) {
            throw refused(List.of(name), "at most " + MAX_FILES + " attachments");
        }
        for (int i = 0; i < files.size(); i++) {
            checkFile(List.of(name, String.valueOf(i)), files.get(i));
        }
    }

    private static void checkFile(List<String> path, OutgoingFile file) {
        file.name().ifPresent(name -> {
            refuseLineBreaks(inside(path, "filename"), name);
            refuseLonger(inside(path, "filename"), name, MAX_FILE_NAME);
        });
        file.contentType().ifPresent(type -> {
            if (!isMediaType(type)) {
                throw refused(inside(path, "content_type"), "not a media type such as application/pdf");
            }
        });
        file.contentId().ifPresent(id -> {
            if (!isContentId(id)) {
                throw refused(
                        inside(path, "content_id"),
                        "1 to " + MAX_CONTENT_ID + " visible ASCII characters, no angle brackets");
            }
        });
    }

    private static List<String> inside(List<String> path, String field) {
        return Stream.concat(path.stream(), Stream.of(field)).toList();
    }

    /** A name that a file has already, as long as a file's name can be. */
    static String fileName(String name) {
        return name.length() > MAX_FILE_NAME ? name.substring(name.length() - MAX_FILE_NAME) : name;
    }

    /** Whether a file can be said to be of this type. */
    static boolean isMediaType(String type) {
        boolean composite = type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        return !composite && MEDIA_TYPE.matcher(type).matches();
    }

    /** Whether a file can be called this in HTML. */
    static boolean isContentId(String id) {
        return id.length() <= MAX_CONTENT_ID && CONTENT_ID.matcher(id).matches();
    }

    /** What would begin another field, or end the header (RFC 5322 §2.2). */
    private static void refuseLineBreaks(List<String> path, String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw refused(path, "no line breaks and no NUL");
        }
    }

    private static void refuseLonger(List<String> path, String value, int most) {
        if (value.length() > most) {
            throw refused(path, "at most " + most + " characters");
        }
    }

    static RefusedException refused(List<String> path, String message) {
        return new RefusedException(
                Reason.INVALID,
                String.join(".", path) + ": " + message,
                List.of(new Problem("invalid_value", path, message)),
                List.of());
    }
}
