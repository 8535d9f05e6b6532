package io.postroom.core.send;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another mail server answered (RFC 5321 §4.2).
 *
 * @param code of three digits
 * @param status the enhanced one behind it (RFC 2034), of the kind that the code is of; empty if the server says none
 */
record ServerReply(int code, Optional<StatusCode> status) {
    private static final Pattern FORM = Pattern.compile("\\s*([245]\\d\\d)(?:[ -]|$)", Pattern.MULTILINE);

    /** The reply that {@code text} begins with; empty if it begins with none. */
    static Optional<ServerReply> atStartOf(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.lookingAt()) {
            return Optional.empty();
        }
        int code = Integer.parseInt(found.group(1));
        Optional<StatusCode> status =
                StatusCode.atStartOf(text.substring(found.end())).map(known -> known.ofKind(code / 100));
        return Optional.of(new ServerReply(code, status));
    }

    boolean isPermanent() {
        return code / 100 == 5;
    }

    /** The status, else the one that the code alone stands for (RFC 5321 §4.2.3, RFC 3463 §3). */
    StatusCode meaning() {
        return status.orElseGet(() -> switch (code) {
            case 551 -> new StatusCode(5, 1, 6); // not local, and moved
            case 552 -> new StatusCode(5, 2, 2); // over its allotment of storage
            case 553 -> new StatusCode(5, 1, 3); // no permitted name of a mailbox
            case 556 -> new StatusCode(5, 1, 10); // RFC 7504 §4: the domain takes no mail
            default -> new StatusCode(code / 100, 0, 0);
        });
    }
}
