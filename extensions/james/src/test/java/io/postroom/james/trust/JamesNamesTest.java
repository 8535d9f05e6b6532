package io.postroom.james.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.trust.Deadline;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.NameService.Family;
import io.postroom.testkit.dns.DnsMood;
import io.postroom.testkit.dns.LocalDns;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

class JamesNamesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String ZONE = """
            example.org. 60 IN TXT "v=spf1 " "mx \\"quoted\\" \\195\\164 -all"
            example.org. 60 IN TXT "another"
            example.org. 60 IN A 192.0.2.1
            example.org. 60 IN A 192.0.2.2
            example.org. 60 IN AAAA 2001:db8::1
            example.org. 60 IN MX 20 second.example.org.
            example.org. 60 IN MX 10 First.example.org.
            alias.example.org. 60 IN CNAME further.example.org.
            further.example.org. 60 IN CNAME example.org.
            dangling.example.org. 60 IN CNAME missing.example.org.
            loop.example.org. 60 IN CNAME pool.example.org.
            pool.example.org. 60 IN CNAME loop.example.org.
            null.example.org. 60 IN MX 0 .
            host.example.org. 60 IN A 192.0.2.3
            back\\\\slash.example.org. 60 IN TXT "found"
            1.2.0.192.in-addr.arpa. 60 IN PTR mail.example.org.
            1.2.0.192.in-addr.arpa. 60 IN PTR other.example.org.
            1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. 60 IN PTR six.example.org.
            """;

    private final LocalDns dns = new LocalDns();
    private final JamesNames names = names(PATIENCE);

    @BeforeEach
    void publish() {
        dns.load(ZONE);
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    /** What James has, with the server of the test. */
    private record TestResolver(Optional<Resolver> resolver, Optional<Cache> cache) implements JamesResolver {}

    private JamesNames names(Duration patience) {
        Resolver server = new SimpleResolver(dns.socketAddress());
        return new JamesNames(
                new TestResolver(Optional.of(server), Optional.of(new Cache(DClass.IN))), patience, System::nanoTime);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Stream<Function<NameService, List<?>>> everyQuestion(String name) {
        return Stream.of(
                names -> names.texts(name),
                names -> names.addresses(name, Family.IP4),
                names -> names.addresses(name, Family.IP6),
                names -> names.mailHosts(name),
                names -> names.hostNames(address("192.0.2.1")));
    }

    @Test
    void putsTheStringsOfATextTogether() {
        assertThat(names.texts("example.org"))
                .containsExactlyInAnyOrder("v=spf1 mx \"quoted\" \u00c3\u00a4 -all", "another");
    }

    @Test
    void tellsAddressesOfBothKindsApart() {
        assertThat(names.addresses("example.org", Family.IP4))
                .containsExactlyInAnyOrder(address("192.0.2.1"), address("192.0.2.2"));
        assertThat(names.addresses("example.org.", Family.IP6)).containsExactly(address("2001:db8::1"));
    }

    @Test
    void namesThePreferredMailHostFirst() {
        assertThat(names.mailHosts("example.org")).containsExactly("First.example.org", "second.example.org");
    }

    @Test
    void doesNotNameTheHostItselfWhereNoRecordDoes() {
        assertThat(names.mailHosts("host.example.org")).isEmpty();
        assertThat(names.mailHosts("null.example.org")).isEmpty();
    }

    @Test
    void namesHostsByTheirAddress() {
        assertThat(names.hostNames(address("192.0.2.1")))
                .containsExactlyInAnyOrder("mail.example.org", "other.example.org");
        assertThat(names.hostNames(address("2001:db8::1"))).containsExactly("six.example.org");
        assertThat(names.hostNames(address("192.0.2.9"))).isEmpty();
    }

    @Test
    void followsAliases() {
        assertThat(names.texts("alias.example.org")).hasSize(2);
        assertThat(names.addresses("alias.example.org", Family.IP6)).hasSize(1);
        assertThat(names.texts("dangling.example.org")).isEmpty();
    }

    @Test
    void doesNotFollowAliasesForEver() {
        assertThatThrownBy(() -> names.texts("loop.example.org")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void findsNothingForANameThatIsMissing() {
        assertThat(everyQuestion("missing.example")
                        .limit(4)
                        .map(question -> question.apply(names))
                        .toList())
                .allMatch(List::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                ".example.org",
                "b\u00fccher.example",
                "example\u012eorg",
                "a-label-that-is-much-longer-than-the-sixty-three-octets-that-labels-may-have.example"
            })
    void findsNothingForWhatIsNoName(String name) {
        assertThat(names.texts(name)).isEmpty();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void takesOctetsOfANameAsTheyAre() {
        assertThat(names.texts("back\\slash.example.org")).containsExactly("found");
        assertThat(names.texts("\\101xample.org")).isEmpty();
        assertThat(names.texts("spaces and \"quotes\"@;.example.org")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HONEST", "TCP_ONLY"})
    void tellsAServerThatIsOfNoUseFromAMissingName(DnsMood mood) {
        dns.mood(mood);
        JamesNames impatient = names(SHORT);

        everyQuestion("example.org")
                .forEach(question ->
                        assertThatThrownBy(() -> question.apply(impatient)).isInstanceOf(UncheckedIOException.class));
        everyQuestion("missing.example")
                .forEach(question ->
                        assertThatThrownBy(() -> question.apply(impatient)).isInstanceOf(UncheckedIOException.class));
    }

    @Test
    void takesLongAnswersOverTcp() {
        String text = "x".repeat(250);
        IntStream.range(0, 40).forEach(i -> dns.load("long.example. 60 IN TXT \"" + i + text + "\"\n"));
        dns.mood("example.org.", DnsMood.TCP_ONLY);

        assertThat(names.texts("long.example")).hasSize(40);
        assertThat(names.texts("example.org")).hasSize(2);
    }

    @Test
    void waitsForASlowServer() {
        dns.delay(SHORT);

        assertThat(names.texts("example.org")).hasSize(2);
    }

    @Test
    void doesNotWaitLongerThanToldTo() {
        dns.mood(DnsMood.DEAD);
        long begin = System.nanoTime();

        NameService until = names.until(Deadline.in(SHORT, System::nanoTime));

        assertThatThrownBy(() -> until.texts("example.org")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> until.texts("example.org")).isInstanceOf(UncheckedIOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
    }

    @Test
    void remembersAnswersAsLongAsTheyLive() {
        names.texts("example.org");
        dns.mood(DnsMood.DEAD);

        assertThat(names.texts("example.org")).hasSize(2);
        assertThat(dns.questions()).containsExactly("TXT example.org.");
    }

    @Test
    void saysThatDnsIsAwayBeforeJamesHasStarted() {
        JamesNames early =
                new JamesNames(new TestResolver(Optional.empty(), Optional.empty()), PATIENCE, System::nanoTime);

        assertThatThrownBy(() -> early.texts("example.org")).isInstanceOf(UncheckedIOException.class);
    }
}
