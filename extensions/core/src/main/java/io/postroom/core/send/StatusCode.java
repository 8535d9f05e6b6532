package io.postroom.core.send;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code (RFC 3463 §2), such as {@code 5.1.1}.
 *
 * @param kind 2 success, 4 a failure that another attempt may mend, 5 one for good
 * @param subject what it is about: 1 the address, 2 the mailbox, 3 the mail system, 4 the way there, 5 the protocol, 6 the content, 7 policy;
 *     0 says nothing
 * @param detail of the subject
 */
record StatusCode(int kind, int subject, int detail) {
    /** At the beginning; servers put brackets or a hash sign before it. Four numbers would be an address of the Internet. */
    private static final Pattern FORM = Pattern.compile("[\\s#(\\[]*([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![.\\d])");

    /** What {@code text} begins with; empty if that is no status code. */
    static Optional<StatusCode> atStartOf(String text) {
        Matcher found = FORM.matcher(text);
        return found.lookingAt()
                ? Optional.of(new StatusCode(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3))))
                : Optional.empty();
    }

    /** The same of another kind. */
    StatusCode ofKind(int other) {
        return new StatusCode(other, subject, detail);
    }

    boolean isPermanent() {
        return kind == 5;
    }

    boolean saysWhy() {
        return subject > 0 || detail > 0;
    }

    boolean is(int otherSubject, int otherDetail) {
        return subject == otherSubject && detail == otherDetail;
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
