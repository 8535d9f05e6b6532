package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Span;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    private static final String ATTRIBUTION =
            "On Fri, Jan 2, 2026 at 10:00 AM Ann &lt;<a href=\"mailto:ann@example.com\">"
                    + "ann@example.com</a>&gt; wrote:<br>";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final MimeMessageParser parser = new MimeMessageParser();

    private Extraction extract(String html) {
        return Extraction.of(Optional.of("Re: Hello"), Optional.empty(), parser.readHtml(html), false);
    }

    private String newHtml(String html) {
        return extract(html).html().orElseThrow();
    }

    private HtmlText read(String html) {
        return parser.readHtml(html).orElseThrow();
    }

    @Test
    void takesTheQuotationOfGmailAway() {
        String html =
                "<div dir=\"ltr\">Yes &amp; <b>no</b>.<br></div><br><div class=\"gmail_quote gmail_quote_container\">"
                        + "<div dir=\"ltr\" class=\"gmail_attr\">" + ATTRIBUTION
                        + "</div><blockquote class=\"gmail_quote\" "
                        + "style=\"margin:0\"><div>Can you come?</div></blockquote></div>";

        assertThat(newHtml(html)).isEqualTo("<div dir=\"ltr\">Yes &amp; <b>no</b>.</div>");
        assertThat(extract(html).text()).contains("Yes & no.");
    }

    @Test
    void keepsAnswersBetweenQuotations() {
        String html = "<div class=\"gmail_quote\"><div class=\"gmail_attr\">" + ATTRIBUTION + "</div>"
                + "<blockquote class=\"gmail_quote\">When?</blockquote><div>At five.</div>"
                + "<blockquote class=\"gmail_quote\">Where?</blockquote><div>Here.</div></div>";

        assertThat(newHtml(html)).isEqualTo(html);
    }

    @Test
    void takesTheQuotationOfAppleAndThunderbirdAway() {
        String apple =
                "<html><body>Yes.<br><br><div>Sent from my iPhone</div><div><br><blockquote type=\"cite\">On Jan 2,"
                        + " 2026, at 10:00, Ann wrote:<br><br></blockquote></div><blockquote"
                        + " type=\"cite\">Hi</blockquote></body></html>";
        String thunderbird = "<p>Yes.</p><div class=\"moz-cite-prefix\">Am 02.01.26 um 10:00 schrieb"
                + " Ann:<br></div><blockquote type=\"cite\" cite=\"mid:1\"><p>Hi</p></blockquote><div"
                + " class=\"moz-signature\">-- <br>B</div>";

        assertThat(newHtml(apple)).isEqualTo("<html><head></head><body>Yes.</body></html>");
        assertThat(newHtml(thunderbird)).isEqualTo("<p>Yes.</p>");
    }

    @Test
    void takesWhatIsBelowAnAnswerWrittenInOutlookAway() {
        String desktop = "<div class=WordSection1><p class=MsoNormal>Yes.<o:p></o:p></p><p"
                + " class=MsoNormal>&nbsp;</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p"
                + " class=MsoNormal><b>Von:</b> Ann<br><b>Gesendet:</b> Freitag<br><b>An:</b> Bob<br><b>Betreff:</b>"
                + " Hi</p></div><p>Can you come?</p></div>";
        String web = "<div>Yes.</div><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\">"
                + "<div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>X:</b> Ann<br></div><div>Can you come?</div>";

        assertThat(newHtml(desktop)).isEqualTo("<div class=\"WordSection1\"><p class=\"MsoNormal\">Yes.</p></div>");
        assertThat(newHtml(web)).isEqualTo("<div>Yes.</div>");
    }

    @Test
    void takesAQuotationAboveTheAnswerAway() {
        String html =
                "<div>" + ATTRIBUTION + "</div><blockquote type=\"cite\">Hi<br>there</blockquote><p>Yes.</p><p>Ann</p>";

        assertThat(newHtml(html)).isEqualTo("<p>Yes.</p><p>Ann</p>");
    }

    @Test
    void keepsWhatIsForwarded() {
        String html =
                "<div dir=\"ltr\">See<br><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded"
                        + " message ---------<br>From: Ann &lt;ann@example.com&gt;<br>Date: Fri<br>Subject:"
                        + " Hi<br></div>Come?</div></div>";

        assertThat(newHtml(html)).isEqualTo(html);
    }

    @Test
    void keepsABlockQuotationThatSomebodyWrote() {
        String html = "<p>As he says:</p><blockquote style=\"margin:0 0 0 40px;border:none\">To be.</blockquote>";

        assertThat(newHtml(html)).isEqualTo(html);
    }

    @Test
    void keepsPicturesOfTheAnswer() {
        String html = "<div>Look:<br><img src=\"cid:1\"></div><div>" + ATTRIBUTION + "</div><blockquote type=\"cite\">"
                + "<img src=\"cid:2\">Hi</blockquote>";

        assertThat(newHtml(html)).isEqualTo("<div>Look:<br><img src=\"cid:1\"></div>");
    }

    @Test
    void cutsWithinPreformattedText() {
        String html = "<pre>Yes.\nAnn\n\nOn 2 Jan 2026, Bob wrote:\n&gt; Hi\n&gt; there\n</pre>";

        assertThat(newHtml(html)).isEqualTo("<pre>Yes.\nAnn</pre>");
        assertThat(extract(html).text()).contains("Yes.\nAnn");
    }

    @Test
    void showsTextAsReadersDo() {
        String html = "<html><head><title>t</title><style>p{}</style></head><body><div style=\"display:"
                + " none\">Preview</div><h1>Hello</h1>\n"
                + " <p>One\n"
                + " two&nbsp;three<br>four</p><table><tr><td>a</td><td>b</td></tr></table>"
                + "<script>x</script>\u200Bend</body></html>";

        assertThat(extract(html).text()).contains("Hello\n\nOne two three\nfour\n\na b\nend");
    }

    @Test
    void saysWhereTheSourceHasWhatIsSeen() {
        String html = "<p>It is  &lt;<b>12&nbsp;34</b>&gt;, 1234, 1<i>2</i>34.</p>";
        HtmlText page = read(html);
        String text = page.lines().text();

        Span plain = page.source(spanOf(text, "1234"));
        Span apart = page.source(spanOf(text.replace(", 1234,", ", ....,"), "1234"));

        assertThat(html.substring(plain.start(), plain.end())).isEqualTo("1234");
        assertThat(html.substring(apart.start(), apart.end())).isEqualTo("1<i>2</i>34");
    }

    private static Span spanOf(String text, String part) {
        int at = text.indexOf(part);
        return new Span(at, at + part.length());
    }

    @Test
    void listsLinksWithTheirWords() {
        String html = "<p>Go <a class=x href=\"https://a.example/?a=1&amp;b=2\">here <b>now</b></a>.</p>";
        HtmlText page = read(html);
        HtmlText.Anchor anchor = page.anchors().get(0);

        assertThat(page.anchors()).hasSize(1);
        assertThat(anchor.url()).isEqualTo("https://a.example/?a=1&b=2");
        assertThat(page.lines()
                        .text()
                        .substring(anchor.words().start(), anchor.words().end())
                        .strip())
                .isEqualTo("here now");
        assertThat(html.substring(anchor.tag().start(), anchor.tag().end()))
                .isEqualTo("<a class=x href=\"https://a.example/?a=1&amp;b=2\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<p>",
                "<table><tr><td>",
                "<b><p>",
                "<blockquote type=cite>",
                "<a href='https://a.example'>",
                "<p><i>",
                "<br>",
                "a<br>",
                "&",
                "<",
                "<!--",
                "<svg>",
                "<pre>",
                "<font>",
                "<li>x",
                "<a href=https://a.example>x</a> ",
                "<div class=gmail_signature>x",
                "<blockquote type=cite>x</blockquote>y",
                "<img>",
                "<hr>",
                "<table><b>",
                "<blockquote type=cite>x</blockquote>",
                "<div style='display:none'>",
                "<div style='display:none'>x",
                "<p style='color:#fff;font:1px/2 a;background:red url(x);margin:0 0 0 -1px;clip:rect(0,0,0,0)'>x",
                "<style>.a{color:#fff}</style><i class=a>x",
                "<style>a b c d e{display:none}</style><b>",
                "<!--[if mso]>",
                "<!--[if mso]>x<style>y<![endif]-->",
                "<i hidden>x</i>",
                "<div class='a b c d e f'>"
            })
    void costsTimeInProportion(String unit) {
        int tags = (int) unit.chars().filter(c -> c == '<').count();
        int times = Math.min(Extraction.MAX_TEXT / unit.length(), HtmlSize.MAX_TAGS / Math.max(1, tags));
        String many = unit.repeat(times);
        long start = THREADS.getCurrentThreadCpuTime();

        extract(many);
        extract("x" + many.substring(0, many.length() / 2) + "<p>" + ATTRIBUTION + many.substring(many.length() / 2));

        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b{display:none}",
                "b b b b b b b b{display:none}",
                ".x,b>b>b,b b{color:#fff}",
                "@media all{@media all{@media all{",
                "@media all{b{color:red}}",
                "{",
                "}",
                "a;",
                "/*",
                "b{color:rgb(1,1,1;",
                ".x.y.z#q{top:0}"
            })
    void costsTimeInProportionWhateverAStyleSheetSays(String unit) {
        String sheet = "<style>" + unit.repeat((1 << 18) / unit.length() - 10) + "</style>";
        String many = sheet + "<b class='x y z'>".repeat(HtmlSize.MAX_TAGS / 2 - 10) + "x";
        String wide = sheet + "<b class='" + "x y ".repeat(1 << 16) + "'>x</b>".repeat(1000);
        long start = THREADS.getCurrentThreadCpuTime();

        read(many);
        read(wide);

        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LIMIT);
    }

    @Test
    void leavesWhatIsTooIntricateAlone() {
        assertThat(parser.readHtml("<b>".repeat(HtmlSize.MAX_TAGS + 1))).isEmpty();
        assertThat(parser.readHtml("<BODY a=1>".repeat(HtmlSize.MAX_BODIES + 1)))
                .isEmpty();
        assertThat(parser.readHtml("x".repeat(Extraction.MAX_TEXT + 1))).isEmpty();
    }
}
