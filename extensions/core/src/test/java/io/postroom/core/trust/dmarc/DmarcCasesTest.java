package io.postroom.core.trust.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table in {@code cases.txt}. */
class DmarcCasesTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(DmarcCasesTest.class);
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-F]{4})");

    private record Case(
            String title, List<String> from, SpfFinding spf, List<DkimFinding> dkim, String expected, FakeNames names) {
        @Override
        public String toString() {
            return title + " " + from;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judges(Case one) {
        DmarcFinding finding = new DmarcCheck().check(one.from(), one.spf(), one.dkim(), one.names());

        assertThat(finding.result().word() + " " + finding.policy().word() + " "
                        + finding.aligned().name().toLowerCase(Locale.ROOT))
                .isEqualTo(one.expected());
    }

    @Test
    void hasAtLeastAHundredAndFiftyCases() throws IOException {
        long count = cases().count();

        LOGGER.info("DMARC: " + count + " cases");
        assertThat(count).isGreaterThanOrEqualTo(150);
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        FakeNames names = new FakeNames();
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "zone" -> names = new FakeNames();
                case "txt" -> names.text(words[1], words[2]);
                case "host" -> names.address(words[1], "192.0.2.1");
                case "mail" -> names.mailHost(words[1], "mx.example");
                case "away" -> names.away(words[1]);
                case "case" -> cases.add(parse(line.substring("case ".length()), names));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return cases.stream();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = DmarcCasesTest.class.getResourceAsStream("cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static Case parse(String line, FakeNames names) {
        String[] columns = line.split(" \\| ", -1);
        String from = UNICODE.matcher(columns[0])
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        return new Case(
                columns[4],
                from.equals("-") ? List.of() : Arrays.asList(from.split(" && ", -1)),
                spf(columns[1]),
                columns[2].equals("-")
                        ? List.of()
                        : Arrays.stream(columns[2].split(", "))
                                .map(DmarcCasesTest::dkim)
                                .toList(),
                columns[3],
                names);
    }

    private static SpfFinding spf(String text) {
        if (text.equals("-")) {
            return SpfFinding.none("");
        }
        String[] words = text.split(" ");
        return new SpfFinding(
                Result.of(words[0]).orElseThrow(),
                SpfFinding.Identity.MAIL_FROM,
                Optional.of(new MailDomain(words[1])),
                "");
    }

    private static DkimFinding dkim(String text) {
        String[] words = text.split(" ");
        return new DkimFinding(Result.of(words[0]).orElseThrow(), Optional.of(new MailDomain(words[1])), "s", "");
    }
}
