package io.postroom.core.signal;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Invisibles;
import io.postroom.core.extract.WayCounts;
import io.postroom.core.signal.Signal.ForgedMarker;
import io.postroom.core.signal.Signal.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the {@link Signal}s of a message. Work is linear in the size of the message, whatever is in it; texts over {@link #MAX_TEXT} characters are left
 * alone.
 */
public final class Signals {
    /** Longer texts are left alone, in characters. */
    public static final int MAX_TEXT = 1 << 20;

    private static final int MAX_ADDRESSES = 100;

    /**
     * What is looked at.
     *
     * @param from as written; the empty string if there is none
     * @param recipients of {@code To} and {@code Cc}, as written
     * @param page the HTML taken apart; empty if there is none or it cannot be
     * @param first whether it is the first message from its sender
     */
    public record Mail(
            String from,
            List<String> replyTo,
            List<String> recipients,
            Optional<String> subject,
            Optional<String> text,
            Optional<String> html,
            Optional<HtmlText> page,
            boolean first) {
        public Mail {
            replyTo = List.copyOf(replyTo.subList(0, Math.min(replyTo.size(), MAX_ADDRESSES)));
            recipients = List.copyOf(recipients.subList(0, Math.min(recipients.size(), MAX_ADDRESSES)));
            text = text.filter(value -> value.length() <= MAX_TEXT);
            html = html.filter(value -> value.length() <= MAX_TEXT);
        }
    }

    private final Mail mail;
    private final Names own;
    private final WrittenSender sender;
    private final WayCounts ways = new WayCounts();
    private final Optional<String> shownSubject;
    private final Optional<String> shownText;
    private final List<Signal> found = new ArrayList<>();

    private Signals(Mail mail, Names own) {
        this.mail = mail;
        this.own = own;
        this.sender = WrittenSender.of(mail.from());
        this.shownSubject = mail.subject().map(subject -> Invisibles.strip(subject, ways));
        this.shownText = mail.text().map(text -> Invisibles.strip(text, ways));
    }

    /** In the order of {@link Signal}'s records. */
    public static List<Signal> of(Mail mail, Names own) {
        return new Signals(mail, own).find();
    }

    private List<Signal> find() {
        if (mail.first()) {
            found.add(new Signal.FirstContact());
        }
        found.addAll(new SenderSignals(sender, own).find(mail.replyTo()));
        found.addAll(domains());
        mail.page().ifPresent(page -> found.addAll(new LinkSignals(page).find()));
        hidden().ifPresent(found::add);
        mail.text()
                .flatMap(text -> mail.page()
                        .flatMap(page -> Divergence.between(text, page.lines().text())))
                .ifPresent(found::add);
        markers();
        return List.copyOf(found);
    }

    private List<Signal> domains() {
        DomainSignals domains = new DomainSignals(own);
        mail.recipients().stream()
                .map(written -> WrittenSender.of(written).host())
                .flatMap(Optional::stream)
                .forEach(domains::addRecipient);
        sender.host().ifPresent(host -> domains.add(host, Place.FROM));
        mail.replyTo().stream()
                .map(written -> WrittenSender.of(written).host())
                .flatMap(Optional::stream)
                .forEach(host -> domains.add(host, Place.REPLY_TO));
        mail.page().ifPresent(page -> new LinkSignals(page).targets().forEach(host -> domains.add(host, Place.LINK)));
        return domains.find();
    }

    private Optional<Signal> hidden() {
        mail.page().ifPresent(page -> ways.addAll(page.hidden().ways()));
        boolean complete = mail.page().map(page -> page.hidden().complete()).orElse(true);
        return ways.isEmpty() && complete
                ? Optional.empty()
                : Optional.of(new Signal.HiddenText(ways.asMap(), complete));
    }

    private void markers() {
        add(Place.FROM, Markers.in(sender.name()), false);
        look(Place.SUBJECT, mail.subject(), shownSubject);
        look(Place.TEXT, mail.text(), shownText);
        Map<ForgedMarker.Kind, Markers.Found> source =
                mail.html().map(Markers::inSource).orElse(Map.of());
        add(Place.HTML, source, true);
        mail.page().ifPresent(page -> {
            add(Place.SHOWN_HTML, without(source, Markers.in(page.lines().text())), false);
            add(Place.HIDDEN_HTML, without(source, Markers.in(page.hidden().text())), false);
        });
    }

    /** @param shown the text without characters that would hide a mark; if there are any, a mark's place in the field is not known */
    private void look(Place place, Optional<String> text, Optional<String> shown) {
        shown.ifPresent(visible -> add(
                place,
                Markers.in(visible),
                visible.length() == text.map(String::length).orElse(0)));
    }

    private static Map<ForgedMarker.Kind, Markers.Found> without(
            Map<ForgedMarker.Kind, Markers.Found> known, Map<ForgedMarker.Kind, Markers.Found> marks) {
        Map<ForgedMarker.Kind, Markers.Found> rest = new EnumMap<>(ForgedMarker.Kind.class);
        marks.forEach((kind, mark) -> {
            if (!known.containsKey(kind)) {
                rest.put(kind, mark);
            }
        });
        return rest;
    }

    private void add(Place place, Map<ForgedMarker.Kind, Markers.Found> marks, boolean placed) {
        marks.forEach((kind, mark) -> found.add(
                new ForgedMarker(kind, place, mark.count(), placed ? Optional.of(mark.offset()) : Optional.empty())));
    }
}
