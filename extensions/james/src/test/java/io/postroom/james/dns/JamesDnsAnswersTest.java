package io.postroom.james.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.junit.jupiter.api.Test;

class JamesDnsAnswersTest {
    private final JamesDnsAnswers answers = new JamesDnsAnswers(new FixedDns());

    /** Answers as James' service does: host names with a dot, texts as in a zone file. */
    private static final class FixedDns implements DNSService {
        private final Map<String, List<String>> hosts = Map.of(
                "mail.example.", List.of("MX.Host.Example.", "mx2.host.example."),
                "implicit.example.", List.of("implicit.example."));
        private final Map<String, List<String>> texts =
                Map.of("mail.example.", List.of("\"v=spf1 mx \" \"~all\"", "\"odd \\\"quote\\\" \\\\ \\195\\164\""));

        @Override
        public Collection<String> findMXRecords(String hostname) throws TemporaryResolutionException {
            if (hostname.startsWith("down.")) {
                throw new TemporaryResolutionException("no answer");
            }
            return hosts.getOrDefault(hostname, List.of());
        }

        @Override
        public Collection<String> findTXTRecords(String hostname) {
            return texts.getOrDefault(hostname, List.of());
        }

        @Override
        public Collection<InetAddress> getAllByName(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public InetAddress getByName(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public InetAddress getLocalHost() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public String getHostName(InetAddress address) {
            return address.getHostAddress();
        }
    }

    @Test
    void putsTheStringsOfATextTogether() {
        assertThat(answers.texts("mail.example")).containsExactly("v=spf1 mx ~all", "odd \"quote\" \\ \u00c3\u00a4");
        assertThat(answers.texts("other.example")).isEmpty();
    }

    @Test
    void namesMailHostsWithoutTheDot() {
        assertThat(answers.mailHosts("mail.example")).containsExactly("mx.host.example", "mx2.host.example");
    }

    @Test
    void namesTheHostItselfWhereNoRecordNamesOne() {
        assertThat(answers.mailHosts("implicit.example")).containsExactly("implicit.example");
    }

    @Test
    void tellsAFailureFromAMissingRecord() {
        assertThatThrownBy(() -> answers.mailHosts("down.example")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> answers.texts("down.example")).isInstanceOf(UncheckedIOException.class);
    }
}
