package io.postroom.core.send;

import io.postroom.core.message.Labels;
import io.postroom.core.receive.AutomaticMail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message says, whoever it is for.
 *
 * @param headers fields that the caller adds, by name
 * @param labels that the sender's copy has besides {@code sent}
 */
public record Content(
        Optional<String> subject,
        Optional<String> text,
        Optional<String> html,
        List<OutgoingFile> files,
        List<Address> replyTo,
        Map<String, String> headers,
        Labels labels) {
    private static final String AUTO_SUBMITTED = "Auto-Submitted";

    public Content {
        files = List.copyOf(files);
        replyTo = List.copyOf(replyTo);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Whether a program wrote it by itself; empty if nobody says so. It stands in {@code Auto-Submitted} (RFC 3834 §5), whoever wrote that
     * field.
     */
    public Optional<Boolean> automatic() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(AUTO_SUBMITTED))
                .findFirst()
                .flatMap(header -> AutomaticMail.saysAutomatic(header.getValue()));
    }

    /** With {@code Auto-Submitted: auto-replied} or another word of RFC 3834 §5. */
    public Content withAutoSubmitted(String word) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(AUTO_SUBMITTED, word);
        return new Content(subject, text, html, files, replyTo, more, labels);
    }

    Content withSubject(String other) {
        return new Content(Optional.of(other), text, html, files, replyTo, headers, labels);
    }

    Content withFiles(List<OutgoingFile> others) {
        return new Content(subject, text, html, others, replyTo, headers, labels);
    }

    public Content withLabels(Labels other) {
        return new Content(subject, text, html, files, replyTo, headers, other);
    }

    /** With these texts, and with more files behind its own. */
    Content with(Optional<String> otherText, Optional<String> otherHtml, List<OutgoingFile> more) {
        List<OutgoingFile> all = new ArrayList<>(files);
        all.addAll(more);
        return new Content(subject, otherText, otherHtml, all, replyTo, headers, labels);
    }
}
