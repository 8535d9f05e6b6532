package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.search.SearchText;
import io.postroom.testkit.TextMessage;
import org.junit.jupiter.api.Test;

/** What of a message is searched. */
class SearchTextTest {
    private final MimeMessageParser parser = new MimeMessageParser();

    private String searched(String raw) {
        return new SearchText(parser).of(parser.parse(TextMessage.of(raw)));
    }

    private static String html(String body) {
        return "Content-Type: text/html; charset=utf-8\n\n" + body;
    }

    private static String alternatives(String plain, String html) {
        return """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                %s
                --b
                Content-Type: text/html; charset=utf-8

                %s
                --b--
                """.formatted(plain, html);
    }

    @Test
    void isWhatAReaderSeesOfHtml() {
        String text = searched(html("<style>p {color: red}</style><p>in<b>voi</b>ce</p><p>of Caf&eacute; &amp; Co</p>"
                + "<!-- note --><script>alert(1)</script><table><tr><td>due</td><td>now</td></tr></table>"));

        assertThat(text).contains("invoice", "of Café & Co", "due now").doesNotContain("color", "note", "alert", "<");
    }

    @Test
    void isThePlainTextWhereTheHtmlSaysTheSame() {
        assertThat(searched(alternatives(
                                "Your invoice is due", "<p>Your <b>invoice</b> is due <a href=\"x\">now</a></p>"))
                        .strip())
                .isEqualTo("Your invoice is due");
    }

    @Test
    void isBothWhereThePlainTextOnlyTellsOfTheHtml() {
        assertThat(searched(alternatives("Please use a modern client", "<p>Your invoice is due</p>")))
                .contains("modern client", "invoice is due");
    }

    @Test
    void hasTheNamesOfAttachments() {
        String text = searched("""
                Content-Type: multipart/mixed; boundary=b

                --b

                Hello
                --b
                Content-Type: application/pdf; name="report final.pdf"
                Content-Disposition: attachment

                x
                --b--
                """);

        assertThat(text.lines()).containsExactly("Hello", "report final.pdf");
    }

    @Test
    void hasABoundForAnyText() {
        String endless = "word ".repeat(200_000);

        assertThat(searched("\n" + endless)).hasSize(SearchText.MAX_CHARACTERS);
        assertThat(searched(html(endless))).hasSizeLessThanOrEqualTo(SearchText.MAX_CHARACTERS);
        assertThat(searched(html("<p>x".repeat(1_000_000)))).doesNotContain("<p");
    }
}
