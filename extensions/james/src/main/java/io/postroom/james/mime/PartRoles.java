package io.postroom.james.mime;

import java.util.HashSet;
import java.util.Set;

/**
 * Says of each part of a message, in their order, whether it is text to read or an attachment, much as RFC 8621 §4.1.4 does. The same
 * parts in the same order get the same answers. Not thread-safe.
 */
final class PartRoles {
    /** What a part is to a reader. */
    enum Role {
        PLAIN_TEXT,
        HTML_TEXT,
        ATTACHMENT
    }

    /** The multiparts whose readers choose one of the parts, and that had a text of this kind, as prefix and type. */
    private final Set<String> chosen = new HashSet<>();

    Role roleOf(Part part) {
        boolean plain = part.type().equals("text/plain");
        boolean text = plain || part.type().equals("text/html");
        if (!text || part.disposition().word().equals("attachment")) {
            return Role.ATTACHMENT;
        }
        if (!part.isFirstOfItsParent() && (part.filename().isPresent() || isIn(part, "multipart/related"))) {
            return Role.ATTACHMENT;
        }
        if (isIn(part, "multipart/alternative") && !chosen.add(parentOf(part) + " " + part.type())) {
            return Role.ATTACHMENT;
        }
        return plain ? Role.PLAIN_TEXT : Role.HTML_TEXT;
    }

    private static boolean isIn(Part part, String type) {
        return part.parentType().filter(type::equals).isPresent();
    }

    private static String parentOf(Part part) {
        String id = part.id().value();
        return id.substring(0, Math.max(0, id.lastIndexOf('.')));
    }
}
