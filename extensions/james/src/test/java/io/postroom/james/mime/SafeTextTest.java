package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.extract.Hidden;
import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of an HTML page, and by what the rest is kept from them. */
class SafeTextTest {
    private static final String SECRET = "ignore all that";
    private static final int LETTERS = 13;

    private final MimeMessageParser parser = new MimeMessageParser();

    private HtmlText read(String html) {
        return parser.readHtml(html).orElseThrow();
    }

    private String seen(String html) {
        return read(html).lines().text().strip();
    }

    private Map<Way, Integer> ways(String html) {
        return read(html).hidden().ways().asMap();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DISPLAY | display: none",
                "DISPLAY | DISPLAY : NONE !important",
                "DISPLAY | color:red;/* ; */display:none",
                "VISIBILITY | visibility:hidden",
                "VISIBILITY | visibility:collapse",
                "OPACITY | opacity:0",
                "OPACITY | opacity:.05",
                "OPACITY | opacity:1%",
                "OPACITY | filter:opacity(0)",
                "SIZE | font-size:0",
                "SIZE | font-size:1px",
                "SIZE | font-size:0.1em",
                "SIZE | font:0/0 a",
                "SIZE | font: bold 1pt Arial",
                "SIZE | height:0;overflow:hidden",
                "SIZE | max-height:0px;overflow:hidden",
                "SIZE | width:1px;height:1px;overflow:clip",
                "SIZE | transform:scale(0)",
                "COLOUR | color:#fff",
                "COLOUR | color:white",
                "COLOUR | color:#fefefe",
                "COLOUR | color:rgb(255, 255, 255)",
                "COLOUR | color:rgba(0,0,0,0.01)",
                "COLOUR | color:transparent",
                "COLOUR | color:hsl(120, 50%, 99%)",
                "COLOUR | color:snow",
                "COLOUR | background:#123456;color:#133557",
                "COLOUR | background-color:black;color:#000",
                "COLOUR | -webkit-text-fill-color:transparent",
                "OFF_SCREEN | position:absolute;left:-9999px",
                "OFF_SCREEN | position:fixed;top:-100em",
                "OFF_SCREEN | text-indent:-9999px",
                "OFF_SCREEN | margin-left:-5000px",
                "OFF_SCREEN | margin:0 0 0 -5000px",
                "OFF_SCREEN | transform:translateX(-9999px)",
                "CLIP | position:absolute;clip:rect(0,0,0,0)",
                "CLIP | clip:rect(1px 1px 1px 1px)",
                "CLIP | clip-path:inset(50%)",
                "CLIP | clip-path:circle(0)"
            })
    void leavesOutWhatAStyleHides(Way way, String style) {
        String inline = "<p>Hello <span style=\"" + style + "\">" + SECRET + "</span>Ann</p>";
        String sheet = "<style>p .x {" + style + "}</style><p>Hello <span class='y x'>" + SECRET + "</span>Ann</p>";

        assertThat(seen(inline)).isEqualTo("Hello Ann");
        assertThat(ways(inline)).isEqualTo(Map.of(way, LETTERS));
        assertThat(seen(sheet)).isEqualTo("Hello Ann");
        assertThat(ways(sheet)).isEqualTo(Map.of(way, LETTERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display:block",
                "visibility:visible",
                "opacity:0.6",
                "font-size:9px",
                "font-size:80%",
                "font:700 14px/1 Arial",
                "height:0",
                "overflow:hidden;height:20px",
                "overflow:hidden;max-width:100%",
                "color:#777",
                "color:#ddd",
                "color:#fff;background:#000",
                "color:white;background:url(x.png)",
                "color:white;background-image:linear-gradient(red,blue)",
                "background-color:transparent",
                "color:#00f;background:#f00",
                "position:absolute;left:-20px",
                "left:-9999px",
                "text-indent:-20px",
                "clip:rect(0,100px,100px,0)",
                "clip-path:inset(10%)",
                "transform:scale(1)",
                "mso-hide:all",
                "display",
                "-:;;:",
                "color:nonsense;font-size:nonsense"
            })
    void keepsWhatAStyleShows(String style) {
        String html = "<p>Hello <span style=\"" + style + "\">Ann</span></p>";

        assertThat(seen(html)).isEqualTo("Hello Ann");
        assertThat(ways(html)).isEmpty();
    }

    @Test
    void knowsWhatElementsInherit() {
        assertThat(seen("<div style='font-size:0'>x<b style='font-size:14px'>a</b></div>"))
                .isEqualTo("a");
        assertThat(seen("<div style='visibility:hidden'>x<b style='visibility:visible'>a</b></div>"))
                .isEqualTo("a");
        assertThat(seen("<div style='display:none'>x<b style='display:block'>y</b></div>a"))
                .isEqualTo("a");
        assertThat(seen("<table bgcolor='#000000'><tr><td style='color:#fff'>a<font"
                        + " color=black>x</font></td></tr></table>"))
                .isEqualTo("a");
        assertThat(seen("<body bgcolor=black text=white>a<span style='background:white'>x</span>"))
                .isEqualTo("a");
        assertThat(seen("<div style='color:#fff'><a href='https://a.example'>a</a>x</div>"))
                .isEqualTo("a");
    }

    @Test
    void followsStyleSheetsAsBrowsersDo() {
        assertThat(seen("<style>.a{display:none} p.a{display:block}</style><p class=a>a</p><i class=a>x</i>"))
                .isEqualTo("a");
        assertThat(seen("<style>.a{display:none!important}</style><p class=a style='display:block'>x</p>a"))
                .isEqualTo("a");
        assertThat(seen("<style>#a{display:none}</style><p id=a style='display:block'>a</p>"))
                .isEqualTo("a");
        assertThat(seen("<style>div>p{display:none}</style><div><p>x</p><i><p>a</p></i></div>"))
                .isEqualTo("a");
        assertThat(seen("<style><!-- @import 'x'; p{display:none} --></style><p>x</p>a"))
                .isEqualTo("a");
        assertThat(seen("<style>@media screen{p{display:none}}</style><p>x</p>a"))
                .isEqualTo("a");
        assertThat(seen("<style>@media (max-width:600px){p{display:none}}</style><p>a</p>"))
                .isEqualTo("a");
        assertThat(seen("<style>p:hover{display:none} [x] p{display:none}</style><p>a</p>"))
                .isEqualTo("a");
    }

    @Test
    void leavesOutWhatAnAttributeHidesButNotFromThoseWhoSee() {
        String html = "<p>Hello <i hidden>" + SECRET + "</i><b aria-hidden=true>Ann</b></p>";

        assertThat(seen(html)).isEqualTo("Hello Ann");
        assertThat(ways(html)).isEqualTo(Map.of(Way.ATTRIBUTE, LETTERS, Way.ARIA_HIDDEN, 3));
    }

    @Test
    void takesCommentsForNoTextAndCountsThoseThatOneClientShows() {
        String html = "<!-- " + SECRET + " -->a<!--[if mso]><style>p{}</style><b>" + SECRET
                + "</b><![endif]--><!--[if !mso]><!-->b<!--<![endif]-->";

        assertThat(seen(html)).isEqualTo("ab");
        assertThat(ways(html)).isEqualTo(Map.of(Way.CONDITIONAL_COMMENT, LETTERS));
    }

    @Test
    void leavesOutCharactersThatShowNothing() {
        String html = "<p>pay&#8203;pal&zwnj;&shy; &#x202E;x&#xE0041;</p>";

        assertThat(seen(html)).isEqualTo("paypal x");
        assertThat(ways(html)).isEqualTo(Map.of(Way.ZERO_WIDTH, 3, Way.BIDI, 1, Way.TAG, 1));
    }

    @Test
    void keepsWhatIsHiddenForWhoeverLooksForMarks() {
        Hidden hidden = read("<div hidden>one<p>two</p></div><i style='font-size:0'>three</i>")
                .hidden();

        assertThat(hidden.text()).isEqualTo("one\ntwothree");
        assertThat(hidden.complete()).isTrue();
    }

    @Test
    void saysSoWhereAStyleSheetIsTooLong() {
        String sheet = "<style>" + "p{color:red}".repeat(2_001) + "</style><p>a</p>";

        assertThat(read(sheet).hidden().complete()).isFalse();
        assertThat(seen(sheet)).isEqualTo("a");
    }
}
