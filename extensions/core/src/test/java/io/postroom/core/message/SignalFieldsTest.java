package io.postroom.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.extract.Way;
import io.postroom.core.signal.Signal;
import io.postroom.core.signal.Signal.ForgedMarker;
import io.postroom.core.signal.Signal.OwnName;
import io.postroom.core.signal.Signal.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalFieldsTest {
    private static Map<String, Object> fields(Signal signal) {
        return SignalFields.of(List.of(signal)).get(0);
    }

    @Test
    void namesTheWayThatHidesMostFirst() {
        Map<String, Object> fields =
                fields(new Signal.HiddenText(Map.of(Way.DISPLAY, 3, Way.TAG, 40, Way.BIDI, 3), true));

        assertThat(fields).containsEntry("kind", "hidden_text").containsEntry("characters", 46);
        assertThat(fields)
                .containsEntry(
                        "ways",
                        List.of(
                                Map.of("way", "tag", "characters", 40),
                                Map.of("way", "display", "characters", 3),
                                Map.of("way", "bidi", "characters", 3)));
    }

    @Test
    void tellsWhereAMarkStandsOnlyWhereThatCanBeTold() {
        assertThat(fields(new ForgedMarker(ForgedMarker.Kind.END_OF_MAIL, Place.TEXT, 2, Optional.of(7))))
                .containsEntry("marker", "end_of_mail")
                .containsEntry("field", "text")
                .containsEntry("offset", 7);
        assertThat(fields(new ForgedMarker(ForgedMarker.Kind.ROLE_HEADER, Place.SHOWN_HTML, 1, Optional.empty())))
                .doesNotContainKey("offset");
    }

    @Test
    void hasWordsForEverySignal() {
        List<Signal> all = List.of(
                new Signal.FirstContact(),
                new Signal.ForeignReplyTo("a.example", List.of("b.example")),
                new Signal.NamedAddress("a@a.example", "b@b.example"),
                new OwnName(OwnName.Kind.ORGANIZATION, "Acme", "b@b.example"),
                new Signal.LookalikeDomain(Place.LINK, "xn--a", "a", "b", true),
                new Signal.MixedScripts(Place.FROM, "xn--a", "a", List.of("latin", "greek")),
                new Signal.LinkHost("a.example", "b.example", 2),
                new Signal.HiddenText(Map.of(Way.CLIP, 1), false),
                new Signal.DifferentTexts(1, 2, 3, 4),
                new ForgedMarker(ForgedMarker.Kind.CHAT_TEMPLATE, Place.SUBJECT, 1, Optional.of(0)));

        assertThat(SignalFields.of(all))
                .extracting(fields -> fields.get("kind"))
                .doesNotHaveDuplicates()
                .hasSize(Signal.class.getPermittedSubclasses().length);
    }
}
