package io.postroom.core.message;

import io.postroom.core.extract.Way;
import io.postroom.core.signal.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code /v0} shows of the signals of a message; see {@link MessageFields}. */
final class SignalFields {
    private SignalFields() {}

    static List<Map<String, Object>> of(List<Signal> signals) {
        return signals.stream().map(SignalFields::of).toList();
    }

    private static Map<String, Object> of(Signal signal) {
        if (signal instanceof Signal.FirstContact) {
            return fields("first_contact");
        }
        if (signal instanceof Signal.ForeignReplyTo one) {
            return fields("reply_to_domain", "from_domain", one.from(), "reply_to_domains", one.domains());
        }
        if (signal instanceof Signal.NamedAddress one) {
            return fields("display_name_address", "shown", one.shown(), "address", one.address());
        }
        if (signal instanceof Signal.OwnName one) {
            return fields("display_name_own", "of", word(one.of()), "name", one.name(), "address", one.address());
        }
        if (signal instanceof Signal.LookalikeDomain one) {
            Map<String, Object> fields = domain("lookalike_domain", one.place(), one.domain(), one.shown());
            fields.put("resembles", one.resembles());
            fields.put("own", one.own());
            return fields;
        }
        if (signal instanceof Signal.MixedScripts one) {
            Map<String, Object> fields = domain("mixed_scripts", one.place(), one.domain(), one.shown());
            fields.put("scripts", one.scripts());
            return fields;
        }
        return ofTexts(signal);
    }

    private static Map<String, Object> ofTexts(Signal signal) {
        if (signal instanceof Signal.LinkHost one) {
            return fields("link_host", "shown", one.shown(), "target", one.target(), "count", one.count());
        }
        if (signal instanceof Signal.HiddenText one) {
            return fields("hidden_text", "characters", one.characters(), "ways", ways(one), "complete", one.complete());
        }
        if (signal instanceof Signal.DifferentTexts one) {
            Map<String, Object> fields = fields("text_html_differ", "text_words", one.textWords());
            fields.put("only_in_text", one.onlyInText());
            fields.put("html_words", one.htmlWords());
            fields.put("only_in_html", one.onlyInHtml());
            return fields;
        }
        if (signal instanceof Signal.ForgedMarker one) {
            Map<String, Object> fields = fields(
                    "forged_marker", "marker", word(one.mark()), "field", word(one.place()), "count", one.count());
            one.offset().ifPresent(offset -> fields.put("offset", offset));
            return fields;
        }
        throw new IllegalStateException("no words for " + signal.getClass().getName());
    }

    /** By amount: the way that hides most is named first. */
    private static List<Map<String, Object>> ways(Signal.HiddenText hidden) {
        return hidden.ways().entrySet().stream()
                .sorted(Map.Entry.<Way, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(way -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("way", way.getKey().wireName());
                    fields.put("characters", way.getValue());
                    return fields;
                })
                .toList();
    }

    private static Map<String, Object> domain(String kind, Signal.Place place, String domain, String shown) {
        return fields(kind, "field", word(place), "domain", domain, "shown", shown);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> fields(String kind, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
