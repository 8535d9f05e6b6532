package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.extract.Code;
import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.Link;
import io.postroom.core.extract.Place;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.signal.Names;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails made up after those that services and people send; their fields {@code X-Expect-Code} and {@code X-Expect-Link} say what is in them. */
class FindingCorpusTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(FindingCorpusTest.class);
    private final MimeMessageParser parser = new MimeMessageParser();
    private final List<String> mistakes = new ArrayList<>();

    /** What was found as it should, what should not have been, and what was not. */
    private final class Score {
        private int right;
        private int wrong;
        private int missed;

        void count(String mail, Set<String> expected, Set<String> found) {
            for (String one : found) {
                right += expected.contains(one) ? 1 : 0;
                wrong += note(!expected.contains(one), mail + ": no " + one);
            }
            for (String one : expected) {
                missed += note(!found.contains(one), mail + ": missed " + one);
            }
        }

        private int note(boolean mistake, String words) {
            if (mistake) {
                mistakes.add(words);
            }
            return mistake ? 1 : 0;
        }

        double precision() {
            return (double) right / Math.max(1, right + wrong);
        }

        double recall() {
            return (double) right / Math.max(1, right + missed);
        }

        @Override
        public String toString() {
            return "precision %.3f, recall %.3f (%d right, %d wrong, %d missed)"
                    .formatted(precision(), recall(), right, wrong, missed);
        }
    }

    @Test
    void findsCodesAndLinksWhereTheyAreAndNoneWhereNoneAre() throws Exception {
        Score codes = new Score();
        Score links = new Score();
        List<Path> mails = mails();
        for (Path mail : mails) {
            ParsedMessage parsed = parser.parse(new TextMessage(Files.readAllBytes(mail)));
            Extraction found = parser.read(parsed, Names.NONE, false).extraction();
            String name = mail.getFileName().toString();
            codes.count(
                    name,
                    expected(parsed, "X-Expect-Code"),
                    texts(found.codes().stream().map(Code::code)));
            links.count(
                    name,
                    expected(parsed, "X-Expect-Link"),
                    texts(found.links().stream().map(Link::url)));
            checkPlaces(name, parsed, found);
        }

        LOGGER.info("{} mails, codes: {}, links: {}", mails.size(), codes, links);
        assertThat(mails).hasSizeGreaterThanOrEqualTo(60);
        assertThat(mistakes).isEmpty();
    }

    private static List<Path> mails() throws IOException, URISyntaxException {
        Path folder = Path.of(Optional.ofNullable(FindingCorpusTest.class.getResource("finding"))
                .orElseThrow()
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Set<String> expected(ParsedMessage parsed, String field) {
        return Optional.ofNullable(parsed.headers().get(field))
                .map(value -> Set.of(value.split("\n")))
                .orElse(Set.of());
    }

    private static Set<String> texts(Stream<String> found) {
        return new HashSet<>(found.toList());
    }

    /** A place leads back to what was found there. */
    private static void checkPlaces(String name, ParsedMessage parsed, Extraction found) {
        for (Code code : found.codes()) {
            String shown =
                    at(parsed, code.place()).replaceAll("<[^>]*>|\\s", "").replace("&#8209;", "\u2011");
            assertThat(shown).as(name).isEqualTo(code.code().replaceAll("\\s", ""));
        }
        for (Link link : found.links()) {
            String shown = at(parsed, link.place());
            boolean html = link.place().field() == Place.Field.HTML;
            assertThat(html ? shown.replace("&amp;", "&") : shown).as(name).contains(link.url());
            assertThat(shown.startsWith("<a ")).as(name).isEqualTo(html);
        }
    }

    private static String at(ParsedMessage parsed, Place place) {
        Optional<String> field = switch (place.field()) {
            case SUBJECT -> parsed.envelope().subject();
            case TEXT -> parsed.text();
            case HTML -> parsed.html();
        };
        return field.orElseThrow().substring(place.span().start(), place.span().end());
    }
}
