package io.postroom.core.message;

import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Invisibles;
import io.postroom.core.extract.WayCounts;
import io.postroom.core.signal.Names;
import io.postroom.core.signal.Signal;
import io.postroom.core.signal.Signals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about a message when it was opened; nothing of it is kept.
 *
 * @param safeText what a person sees of it: of its HTML if it has any, else of its plain text; empty if there is neither, or it is too large
 * @param signals in the order of {@link Signal}'s records
 */
public record Reading(Extraction extraction, Optional<String> safeText, List<Signal> signals) {
    /** Of a message that is gone. */
    public static final Reading NONE = new Reading(Extraction.NONE, Optional.empty(), List.of());

    public Reading {
        signals = List.copyOf(signals);
    }

    /** @param page the message's HTML; empty if it has none, or none that can be taken apart */
    static Reading of(ParsedMessage message, Optional<HtmlText> page, Names own, boolean firstContact) {
        List<Signal> signals = Signals.of(mail(message, page, firstContact), own);
        Optional<String> safe = message.html().isPresent()
                ? page.map(html -> html.lines().text().strip())
                : message.text()
                        .filter(text -> text.length() <= Extraction.MAX_TEXT)
                        .map(text -> Invisibles.strip(text, new WayCounts()));
        // last, as this takes the page to pieces
        Extraction extraction = Extraction.of(message.envelope().subject(), message.text(), page, message.isReport());
        return new Reading(extraction, safe, signals);
    }

    private static Signals.Mail mail(ParsedMessage message, Optional<HtmlText> page, boolean firstContact) {
        Envelope envelope = message.envelope();
        return new Signals.Mail(
                envelope.from(),
                envelope.replyTo(),
                Stream.concat(envelope.to().stream(), envelope.cc().stream()).toList(),
                envelope.subject(),
                message.text(),
                message.html(),
                page,
                firstContact);
    }
}
