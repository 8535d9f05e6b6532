package io.postroom.core.trust.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages collected for Mail::DKIM and jDKIM, most of them signed with keys and hashes that are too weak by now: so they are checked by the
 * rules of their day, and by those of today. Skipped where they are not beside the checkout.
 */
class DkimCorpusTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(DkimCorpusTest.class);
    private static final SignatureRules OF_THEIR_DAY = new SignatureRules(384, true);
    private static final String GAMMA =
            "k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIhyR3oItOy22ZOaBrIVe9m/iME3RqOJeasANSpg2YTHTYV+Xtp4xwf5gTjCmHQEMOs0"
                    + "qYu0FYiNQPQogJ2t0Mfx9zNu06rfRBDjiIU9tpx2T+NGlWZ8qhbiLo5By8apJavLyqTLavyPSrvsx0B3YzC63T4Age2CDqZYA+OwSMWQIDAQAB";
    private static final String MYSPACE =
            "k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQChRebhcm4h8BkIYHRxg1GlKLsDkwdrqkFJ8f88xHQ5Gf3NH4I4e06M3XQ+B4tWWK/rX0srwXF"
                    + "grJPzKZK+x7gN89nmqyM+NNaM+Wm2C0GjTpx6639zK3bAAGYCm0L9lGD7PgDxpWok+YogH0Ml4acEwDw/cnhErAWAnX8doPliawIDAQAB";

    @Test
    void acceptsNoneThatIsWrong() throws IOException {
        Path corpus = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"))
                .resolve("dkim-james-jdkim");
        assumeTrue(Files.isDirectory(corpus), "there are no messages at " + corpus);
        FakeNames names = keys(corpus.resolve("Mail-DKIM/FAKE_DNS.dat"));
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int right = 0;
        int today = 0;
        int count = 0;
        for (Path file : messages(corpus)) {
            SignedMail mail = SignedMail.read(TestSigner.octets(
                    Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n")));
            boolean accepted = isAccepted(mail, OF_THEIR_DAY, names);
            boolean bad = isBad(file.getFileName().toString());
            if (bad && (accepted || isAccepted(mail, SignatureRules.TODAY, names))) {
                wrong.add(file.getFileName().toString());
            } else if (!bad && accepted) {
                right++;
            } else if (!bad) {
                missed.add(file.getFileName().toString());
            }
            today += isAccepted(mail, SignatureRules.TODAY, names) ? 1 : 0;
            count++;
        }

        LOGGER.info("DKIM: " + count + " messages, " + wrong.size() + " wrongly accepted, " + right + " of "
                + (right + missed.size()) + " good ones accepted by the rules of their day (not " + missed + "), "
                + today
                + " by those of today");
        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThanOrEqualTo(10);
    }

    private static boolean isAccepted(SignedMail mail, SignatureRules rules, FakeNames names) {
        return new DkimCheck(rules, Clock.systemUTC())
                .check(mail, names).stream().anyMatch(finding -> finding.result() == Result.PASS);
    }

    /** As the names of the files say; what is signed by drafts of the standard, or by DomainKeys, is not signed. */
    private static boolean isBad(String name) {
        return name.contains("dk_")
                || name.contains("_ietf")
                || name.startsWith("multiple_1")
                || name.startsWith("no_body")
                || name.startsWith("badkey_")
                || name.startsWith("ignore_")
                || name.startsWith("bad_")
                || name.startsWith("FAIL_");
    }

    private static List<Path> messages(Path corpus) throws IOException {
        try (Stream<Path> files = Files.walk(corpus)) {
            return files.filter(file -> file.getParent().endsWith("corpus"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static FakeNames keys(Path file) throws IOException {
        FakeNames names = new FakeNames();
        names.text("gamma._domainkey.gmail.com", GAMMA);
        names.text("pmta._domainkey.myspace.com", MYSPACE);
        for (String line : Files.readAllLines(file)) {
            int space = line.indexOf("  ");
            if (!line.startsWith("#") && space > 0) {
                names.text(line.substring(0, space), line.substring(space + 2));
            } else if (!line.startsWith("#") && line.contains("~~")) {
                names.away(line.substring(0, line.indexOf(' ')));
            }
        }
        return names;
    }
}
