package io.postroom.core.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which a mail is known as that of a draft: the field {@code X-Postroom-Draft}. A mail client that changes the draft may keep it.
 *
 * @param revision counts the mails that the API has made of the draft, from 1
 */
record DraftMark(DraftId id, long revision) {
    static final String FIELD = "X-Postroom-Draft";

    private static final Pattern FORM = Pattern.compile("\\s*([0-9A-Fa-f-]{36})\\s*;\\s*revision=([0-9]{1,15})\\s*");

    String text() {
        return id + "; revision=" + revision;
    }

    /** Empty if the text is none of ours. */
    static Optional<DraftMark> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? DraftId.tryParse(matcher.group(1)).map(id -> new DraftMark(id, Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
