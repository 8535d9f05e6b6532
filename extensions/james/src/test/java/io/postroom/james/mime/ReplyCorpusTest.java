package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.extract.Extraction;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.signal.Names;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies collected by other projects, with the new part that these projects expect; skipped where they are not beside the checkout.
 *
 * <p>Differences from what those projects expect: talon leaves signatures to another step, we take off those behind a delimiter.
 */
class ReplyCorpusTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplyCorpusTest.class);
    private static final Path CORPORA = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"));

    private static final String CLIENTS =
            "android aol apple_mail apple_mail_2 comcast gmail" + " hotmail iphone outlook sparrow thunderbird yahoo";
    private static final String CLIENTS_WITH_HTML = "gmail hotmail mail_ru ms_outlook_2003 ms_outlook_2007"
            + " ms_outlook_2010 thunderbird windows_mail yandex_ru";

    private final MimeMessageParser parser = new MimeMessageParser();
    private final List<String> failed = new ArrayList<>();
    private int count;

    /** Where the new part begins and ends, in words of the file. */
    private static Map<String, List<String>> github() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("correct_sig", List.of("this is an email", "-- signature."));
        parts.put("email_1_1", List.of("Hi folks", "Java HTTP API."));
        parts.put("email_1_2", List.of("Hi,", "delete them all individually.\""));
        parts.put("email_1_3", List.of("Oh thanks.", "would be great."));
        parts.put("email_1_4", List.of("Awesome!", "problem with it."));
        parts.put("email_1_5", List.of("One: Here's", "for a while."));
        parts.put("email_1_6", List.of("I get proper", "torch of pixels"));
        parts.put("email_1_7", List.of(":+1:", ":+1:"));
        parts.put("email_1_8", List.of("On Tue, Apr 29, 2014 at 4:22 PM", "and under this."));
        parts.put("email_2_1", List.of("Outlook with a reply", "with a reply"));
        parts.put("email_2_2", List.of("Outlook with", "directly above line"));
        parts.put("email_2_3", List.of("Outlook with", "directly above line"));
        parts.put("email_BlackBerry", List.of("Here is", "another email"));
        parts.put("email_bullets", List.of("test 2 this", "- and another"));
        parts.put("email_iPhone", List.of("Here is", "another email"));
        parts.put("email_long_quote", List.of("Hi folks", "Java HTTP API."));
        parts.put("email_multi_word_sent_from_my_mobile_device", List.of("Here is", "another email"));
        parts.put("email_one_is_not_on", List.of("Thank, this", "when I run..."));
        parts.put("email_sent_from_my_not_signature", List.of("Here is", "my mobile phone."));
        parts.put("email_sig_delimiter_in_middle_of_line", List.of("Hi there!", "kthxbai"));
        parts.put("greedy_on", List.of("On your remote", "is not working."));
        parts.put("pathological", List.of("I think you're", "back to a computer."));
        return parts;
    }

    @Test
    void findsTheNewPartOfPlainReplies() throws IOException {
        Path folder = folder("reply-github/test/emails");
        for (Map.Entry<String, List<String>> part : github().entrySet()) {
            String text = Files.readString(folder.resolve(part.getKey() + ".txt"));
            int start = text.indexOf(part.getValue().get(0));
            int end = text.indexOf(part.getValue().get(1), start)
                    + part.getValue().get(1).length();
            Extraction found = Extraction.of(Optional.empty(), Optional.of(text), Optional.empty(), false);
            check(part.getKey(), text.substring(start, end), found.text().orElse(""));
        }

        report("reply-github", 22);
    }

    @Test
    void findsTheNewPartOfRepliesOfManyMailClients() throws IOException {
        Path folder = folder("reply-talon/tests/fixtures");
        for (String client : CLIENTS.split(" ")) {
            Extraction found = extract(folder.resolve("standard_replies/" + client + ".eml"));
            check(client + " text", "Hello", found.text().orElse(""));
            String html = client.equals("outlook") ? "Allo! Follow up MIME!" : "Hello";
            found.html().ifPresent(shown -> check(client + " html", html, words(shown)));
        }
        for (String client : CLIENTS_WITH_HTML.split(" ")) {
            checkHtml(folder.resolve("html_replies/" + client + ".html"), "Hi. I am fine. Thanks, Alex");
        }
        checkHtml(folder.resolve("OLK_SRC_BODY_SECTION.html"), "Reply");
        checkHtml(folder.resolve("reply-separated-by-hr.html"), "Hi there Bob");
        Extraction shared = extract(folder.resolve("reply-quotations-share-block.eml"));
        checkEnds("share-block text", shared.text(), "Hi Katharine.", "Joe " + "X".repeat(3));
        checkEnds("share-block html", shared.html().map(ReplyCorpusTest::words), "Hi Katharine.", "Jhon Doe");

        report("reply-talon", 43);
    }

    private static Path folder(String name) {
        Path folder = CORPORA.resolve(name);
        assumeTrue(Files.isDirectory(folder), "there are no replies at " + folder);
        return folder;
    }

    private Extraction extract(Path file) throws IOException {
        ParsedMessage parsed = parser.parse(new TextMessage(Files.readAllBytes(file)));
        return parser.read(parsed, Names.NONE, false).extraction();
    }

    private void checkHtml(Path file, String expected) throws IOException {
        Extraction found =
                Extraction.of(Optional.empty(), Optional.empty(), parser.readHtml(Files.readString(file)), false);
        check(file.getFileName() + " html", expected, words(found.html().orElse("")));
        check(file.getFileName() + " as text", expected, found.text().orElse(""));
    }

    private void checkEnds(String name, Optional<String> found, String start, String end) {
        String shown = found.orElse("").strip();
        boolean right = shown.startsWith(start) && shown.endsWith(end);
        check(name, "right", right ? "right" : shown);
    }

    private void check(String name, String expected, String found) {
        count++;
        if (!squeezed(expected).equals(squeezed(found))) {
            failed.add(name + ": expected <" + expected + "> but was <" + found + ">");
        }
    }

    private static String words(String html) {
        return Jsoup.parse(html).text();
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00A0]+", " ").strip();
    }

    private void report(String corpus, int floor) {
        int right = count - failed.size();
        LOGGER.info("{}: {} of {}", corpus, right, count);
        assertThat(right).as(String.join("\n", failed)).isGreaterThanOrEqualTo(floor);
    }
}
