package io.postroom.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.signal.Signal.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of UTS 39 §4 and of mail. */
class LookalikeTest {
    private static final Names OWN =
            new Names(OwnDomains.of(List.of("modern.example")), Optional.empty(), Optional.empty());

    private static List<Signal> of(String... hosts) {
        DomainSignals domains = new DomainSignals(OWN);
        for (String host : hosts) {
            domains.add(HostName.of(host).orElseThrow(), Place.FROM);
        }
        return domains.find();
    }

    @ParameterizedTest
    @CsvSource({
        "paypa, \u0440\u0430\u0443\u0440\u0430",
        "scope, \u0455\u0441\u043E\u0440\u0435",
        "modem, modern",
        "google, g00gle",
        "lloyds, 1loyds",
    })
    void givesWhatLooksAlikeOneSkeleton(String one, String other) {
        assertThat(Skeleton.of(other)).isEqualTo(Skeleton.of(one));
    }

    @ParameterizedTest
    @CsvSource({"paypal, paypai", "muller, m\u00FCller", "example, exemple"})
    void givesWhatDoesNotLookAlikeOthers(String one, String other) {
        assertThat(Skeleton.of(other)).isNotEqualTo(Skeleton.of(one));
    }

    @Test
    void tellsOfADomainThatLooksLikeOneOfOurs() {
        assertThat(of("modem.example"))
                .containsExactly(new Signal.LookalikeDomain(
                        Place.FROM, "modem.example", "modem.example", "modern.example", true));
        assertThat(of("mail.modem.example")).hasSize(1);
    }

    @Test
    void tellsSoHoweverManyAreOurs() {
        List<String> many =
                IntStream.range(0, 1000).mapToObj(i -> "own" + i + ".example").toList();
        DomainSignals domains = new DomainSignals(new Names(OwnDomains.of(many), Optional.empty(), Optional.empty()));

        domains.add(HostName.of("own99o.example").orElseThrow(), Place.LINK);

        assertThat(domains.find())
                .containsExactly(new Signal.LookalikeDomain(
                        Place.LINK, "own99o.example", "own99o.example", "own990.example", true));
    }

    @Test
    void tellsOfDomainsOfOneMessageThatLookAlike() {
        assertThat(of("g00gle.test", "google.test"))
                .containsExactly(
                        new Signal.LookalikeDomain(Place.FROM, "g00gle.test", "g00gle.test", "google.test", false));
    }

    @Test
    void tellsWhichRecipientsDomainASendersResembles() {
        DomainSignals domains = new DomainSignals(OWN);
        domains.addRecipient(HostName.of("supp1ier.test").orElseThrow());
        domains.add(HostName.of("supplier.test").orElseThrow(), Place.FROM);

        assertThat(domains.find())
                .containsExactly(new Signal.LookalikeDomain(
                        Place.FROM, "supplier.test", "supplier.test", "supp1ier.test", false));
    }

    @Test
    void tellsWhatANameOfLookalikesReadsAs() {
        assertThat(of("\u0455\u0441\u043E\u0440\u0435.test"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Signal.LookalikeDomain.class,
                        one -> assertThat(one.resembles()).isEqualTo("scope.test"));
    }

    @Test
    void tellsOfScriptsThatNobodyWritesTogether() {
        assertThat(of("p\u0430ypal-\u0436.test"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Signal.MixedScripts.class,
                        mixed -> assertThat(mixed.scripts()).containsExactlyInAnyOrder("latin", "cyrillic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "modern.example",
                "mail.modern.example",
                "m\u00FCller.test",
                "\u043F\u0440\u0438\u043C\u0435\u0440.test",
                "\u65E5\u672C\u8A9E.test",
                "\u03B4\u03BF\u03BA\u03B9\u03BC\u03AE.test"
            })
    void leavesOtherDomains(String host) {
        assertThat(of(host)).isEmpty();
    }
}
