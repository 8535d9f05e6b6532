package io.postroom.core.trust.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.Peer;
import io.postroom.core.trust.spf.SpfCheck.Explained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The test suite of openspf.org for RFC 7208; skipped where it is not beside the checkout. */
class OpenSpfSuiteTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenSpfSuiteTest.class);
    private static final String DEFAULT_EXPLANATION = "DEFAULT";

    @Test
    void agreesWithEveryCase() throws IOException {
        Path suite = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"))
                .resolve("spf-pyspf/test/rfc7208-tests.yml");
        assumeTrue(Files.isRegularFile(suite), "there is no test suite at " + suite);
        List<String> wrong = new ArrayList<>();
        int count = 0;
        int explanations = 0;
        List<String> wrongExplanations = new ArrayList<>();
        Load yaml = new Load(LoadSettings.builder().build());
        for (Object document : yaml.loadAllFromString(Files.readString(suite))) {
            Map<?, ?> scenario = (Map<?, ?>) document;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) scenario.get("tests")).entrySet()) {
                Map<?, ?> test = (Map<?, ?>) entry.getValue();
                Explained explained = check(test, new ZoneNames((Map<?, ?>) scenario.get("zonedata")));
                count++;
                if (!expected(test.get("result"))
                        .contains(explained.finding().result().word())) {
                    wrong.add(entry.getKey() + ": " + explained + " for " + test.get("result"));
                }
                Optional<String> text =
                        Optional.ofNullable(test.get("explanation")).map(Object::toString);
                if (text.isPresent() && explained.finding().result().word().equals("fail")) {
                    boolean right = text.get().equals(explained.explanation().orElse(DEFAULT_EXPLANATION));
                    if (!right) {
                        wrongExplanations.add(entry.getKey() + ": " + explained.explanation() + " for " + text);
                    } else if (!text.get().equals(DEFAULT_EXPLANATION)) {
                        explanations++;
                    }
                }
            }
        }

        LOGGER.info("SPF: " + (count - wrong.size()) + " of " + count + " cases of RFC 7208, " + explanations
                + " explanations as they should be, " + wrongExplanations.size() + " not");
        assertThat(wrong).isEmpty();
        assertThat(wrongExplanations).isEmpty();
        assertThat(count).isEqualTo(203);
        assertThat(explanations).isEqualTo(14);
    }

    private static List<String> expected(Object result) {
        return result instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(result.toString());
    }

    private static Explained check(Map<?, ?> test, ZoneNames names) {
        String sender = test.get("mailfrom").toString();
        Peer peer = new Peer(
                FakeNames.parse(test.get("host").toString()),
                test.get("helo").toString(),
                Optional.of(sender).filter(text -> !text.isEmpty()));
        return new SpfCheck(new MailDomain("receiver.example"), Clock.systemUTC()).explained(peer, names);
    }
}
