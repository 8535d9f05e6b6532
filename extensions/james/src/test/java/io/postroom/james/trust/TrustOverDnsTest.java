package io.postroom.james.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.Octets;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.DnsAuthenticator;
import io.postroom.core.trust.DnsAuthenticator.Budget;
import io.postroom.core.trust.Peer;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.spf.SpfCheck;
import io.postroom.testkit.dns.DnsMood;
import io.postroom.testkit.dns.LocalDns;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** The checks with a DNS that is dead, slow or lying: nothing passes, and nothing seems not to be there. */
class TrustOverDnsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String MESSAGE = """
            DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=key; h=from; bh=AAAA; b=AAAA
            From: Ann <ann@example.org>

            Hello
            """.replace("\n", "\r\n");

    private final LocalDns dns = new LocalDns();

    @BeforeEach
    void publish() {
        dns.load("""
                example.org. 60 IN TXT "v=spf1 ip4:127.0.0.1 -all"
                _dmarc.example.org. 60 IN TXT "v=DMARC1; p=reject"
                key._domainkey.example.org. 60 IN TXT "v=DKIM1; p="
                """);
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    private record TestResolver(Optional<Resolver> resolver, Optional<Cache> cache) implements JamesResolver {}

    private Authentication check(Duration each, Duration all) {
        TestResolver resolver = new TestResolver(
                Optional.of(new SimpleResolver(dns.socketAddress())), Optional.of(new Cache(DClass.IN)));
        Clock clock = Clock.systemUTC();
        return new DnsAuthenticator(
                        new JamesNames(resolver, each, System::nanoTime),
                        new SpfCheck(new MailDomain("receiver.example"), clock),
                        clock,
                        new Budget(all, 100, 1, 1),
                        System::nanoTime)
                .authenticate(
                        new Peer(InetAddress.getLoopbackAddress(), "mail.example.org", Optional.of("ann@example.org")),
                        new Octets(MESSAGE.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertUnknown(Authentication found) {
        assertThat(found.spf().result()).isEqualTo(Result.TEMPERROR);
        assertThat(found.dkimResult()).isEqualTo(Result.TEMPERROR);
        assertThat(found.dmarc().result()).isEqualTo(Result.TEMPERROR);
        assertThat(found.authenticated()).isFalse();
        assertThat(found.temporarilyUnknown()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"HONEST", "TCP_ONLY"})
    void findsOutWhereDnsAnswers(DnsMood mood) {
        dns.mood(mood);

        Authentication found = check(LONG, LONG);

        assertThat(found.spf().result()).isEqualTo(Result.PASS);
        assertThat(found.dkimResult()).isEqualTo(Result.PERMERROR);
        assertThat(found.dmarc().result()).isEqualTo(Result.PASS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HONEST", "TCP_ONLY"})
    void knowsNothingWhereDnsIsOfNoUse(DnsMood mood) {
        dns.mood(mood);

        assertUnknown(check(SHORT, LONG));
    }

    @Test
    void knowsNothingWhereDnsIsTooSlowForTheMessage() {
        dns.delay(SHORT.multipliedBy(10));
        long begin = System.nanoTime();

        assertUnknown(check(LONG, SHORT));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void doesNotLetAForgerPassWhilePoliciesAreAway() {
        dns.mood("_dmarc.example.org.", DnsMood.FAILING);
        dns.mood("key._domainkey.example.org.", DnsMood.FAILING);

        Authentication found = check(LONG, LONG);

        assertThat(found.spf().result()).isEqualTo(Result.PASS);
        assertThat(found.dmarc().result()).isEqualTo(Result.TEMPERROR);
        assertThat(found.authenticated()).isFalse();
    }
}
