package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.ParsedMessage;
import io.postroom.testkit.TextMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The grammars of fields, as standards and as senders have them. */
class HeaderFieldsTest {
    private static final MimeMessageParser PARSER = new MimeMessageParser();

    @Test
    void readsEveryAddressOfALongField() {
        List<String> plain =
                addresses(500, i -> "%060d@example.com".formatted(i).substring(12));
        List<String> named =
                addresses(1000, i -> "Recipient Number %d Of A Long List <recipient-%d@example.com>".formatted(i, i));

        assertThat(to(String.join(",\n ", plain))).isEqualTo(plain);
        assertThat(to(String.join(",", named))).isEqualTo(named);
        assertThat(to("team: " + String.join(", ", plain) + ";")).isEqualTo(plain);
        assertThat(to(String.join("; ", named))).isEqualTo(named);
    }

    private static List<String> addresses(int count, IntFunction<String> address) {
        return IntStream.range(0, count).mapToObj(address).toList();
    }

    @Test
    void readsNamesOfAddressesWhereverTheyStand() {
        assertThat(to("ann@example.com (Ann), \"Doe, John\" <j@example.com>, Bob <b@example.com> (at work)"))
                .containsExactly("Ann <ann@example.com>", "\"Doe, John\" <j@example.com>", "Bob <b@example.com>");
        assertThat(to("root (Cron Daemon)")).containsExactly("Cron Daemon <root>");
        assertThat(to("ann(work)@example.com")).containsExactly("work <ann@example.com>");
        assertThat(to("=?utf-8?q?Doe,_Ann_(work)?= <ann@example.com>"))
                .containsExactly("\"Doe, Ann (work)\" <ann@example.com>");
        assertThat(to("\"=?utf-8?q?Doe,_J=C3=B6rg?=\" <j@example.com>"))
                .containsExactly("\"Doe, Jörg\" <j@example.com>");
    }

    @Test
    void tellsAddressesFromEachOtherWithoutTheCommasThatBelongThere() {
        assertThat(to("a@example.com; B <b@example.com>")).containsExactly("a@example.com", "B <b@example.com>");
        assertThat(to("A <a@example.com> B <b@example.com>")).containsExactly("A <a@example.com>", "B <b@example.com>");
        assertThat(to("a@example.com <a@example.com>, b@example.com <b@example.com>"))
                .containsExactly("a@example.com", "b@example.com");
        assertThat(to("<<a@example.com>>")).containsExactly("a@example.com");
    }

    @Test
    void hidesNoSecondAddressInOne() {
        assertThat(to("\"a@evil.example>, <b\"@example.com")).containsExactly("\"a@evil.example,b\"@example.com");
        assertThat(to("=?utf-8?q?a=40evil.example=3E=2C_b?= <b@example.com>"))
                .containsExactly("\"a@evil.example>, b\" <b@example.com>");
        assertThat(to("=?utf-8?q?=0D=0ABcc:_x?= <b@example.com>")).containsExactly("\"Bcc: x\" <b@example.com>");
    }

    @Test
    void showsWhatIsNoAddressAsItStands() {
        assertThat(to("undisclosed recipients")).containsExactly("undisclosed recipients");
        assertThat(to("undisclosed-recipients:;")).isEmpty();
        assertThat(to("john.doe@example.com (unclosed")).containsExactly("john.doe@example.com");
        assertThat(to("\"Ann <ann@example.com>")).containsExactly("\"\\\"Ann\" <ann@example.com>");
    }

    @Test
    void readsEncodedWordsThatShareACharacterOrNameTheWrongCharset() {
        assertThat(subject("=?utf-8?q?na=C3?= =?UTF-8?Q?=AFve?=")).contains("naïve");
        assertThat(subject("=?us-ascii?q?na=EFve?=")).contains("naïve");
        assertThat(subject("=?x-unknown?q?na=C3=AFve?=")).contains("naïve");
        assertThat(subject("=??q?na=EFve?=")).contains("naïve");
        assertThat(subject("=?utf-8?q?na=EFve?=")).contains("naïve");
        assertThat(subject("=?iso-8859-1?q?=93q=94?=")).contains("“q”");
        assertThat(subject("=?utf-8*en?q?na=C3=AFve?=")).contains("naïve");
        assertThat(to("=?iso-8859-1?q?=93q=94?= <q@example.com>")).containsExactly("“q” <q@example.com>");
        assertThat(to("=?gb2312?B?6UY=?= <q@example.com>")).containsExactly("镕 <q@example.com>");
    }

    @Test
    void readsEncodedWordsThatAreEncodedBadly() {
        assertThat(subject("=?utf-8?B?R3LDvMOfZQ?=")).contains("Grüße");
        assertThat(subject("=?utf-8?Q?Grüße?=")).contains("Grüße");
        assertThat(subject("=?utf-8?q?a b?=")).contains("a b");
        assertThat(subject("=?utf-8?q?a=?=")).contains("a=");
        assertThat(subject("x=?utf-8?q?a?=y")).contains("xay");
        assertThat(subject("=?a =?utf-8?q?b?=")).contains("=?a b");
        assertThat(subject("=?utf-8?q?not ended")).contains("=?utf-8?q?not ended");
        assertThat(subject("=?utf-8?z?a?=")).contains("=?utf-8?z?a?=");
    }

    @Test
    void readsNamesOfFilesHoweverTheyAreWritten() {
        assertThat(filename("filename=\"Ann's and Bob's.pdf\"")).contains("Ann's and Bob's.pdf");
        assertThat(filename("filename*=utf-8''C++%20na%C3%AFve.pdf")).contains("C++ naïve.pdf");
        assertThat(filename("filename*=''na%C3%AFve.pdf")).contains("naïve.pdf");
        assertThat(filename("filename*=iso-8859-1''%93q%94.pdf")).contains("“q”.pdf");
        assertThat(filename("filename*=x-unknown''a%20b.pdf")).contains("a b.pdf");
        assertThat(filename("filename*=utf-8''100%.pdf")).contains("100%.pdf");
        assertThat(filename("filename*1=b.pdf; filename*0*=utf-8''a%20")).contains("a b.pdf");
        assertThat(filename("filename*0*=utf-8''na%C3; filename*1*=%AFve.pdf")).contains("naïve.pdf");
        assertThat(filename("filename*=utf-8''new.pdf; filename=old.pdf")).contains("new.pdf");
        assertThat(filename("filename=\"=?utf-8?q?na=C3=AFve?=.pdf\"")).contains("naïve.pdf");
        assertThat(filename("filename=\"=?iso-8859-1?q?=93q=94?=.pdf\"")).contains("“q”.pdf");
        assertThat(filename("filename=my file.pdf")).contains("my file.pdf");
        assertThat(filename("filename=\"C:\\dir\\a.pdf\" size=3")).contains("a.pdf");
        assertThat(filename("filename*1=b.pdf")).isEmpty();
        assertThat(filename("filename; filename*=")).isEmpty();
    }

    @Test
    void readsFieldsThatLackASemicolonOrHaveComments() {
        String parts = "\n\n--b\n\nthe text\n--b--\n";

        assertThat(text("Content-Type: multipart/mixed; boundary=\"b\" charset=utf-8" + parts))
                .contains("the text");
        assertThat(text("Content-Type: (c) multipart/mixed (c); boundary=(c) b (c)" + parts))
                .contains("the text");
        assertThat(text("Content-Type: multipart/mixed; boundary*0=b; boundary*1=\"\"" + parts))
                .contains("the text");
        assertThat(text("Content-Type: multipart/mixed; boundary*=utf-8''a%0D%0Ab" + parts))
                .isEmpty();
    }

    private static List<String> to(String value) {
        return PARSER.parse(TextMessage.of("To: " + value + "\n\nx")).envelope().to();
    }

    private static Optional<String> subject(String value) {
        return PARSER.parse(TextMessage.of("Subject: " + value + "\n\nx"))
                .envelope()
                .subject();
    }

    private static Optional<String> filename(String parameters) {
        ParsedMessage message = PARSER.parse(
                TextMessage.of("Content-Type: a/b\nContent-Disposition: attachment; " + parameters + "\n\nx"));
        return message.attachments().get(0).filename();
    }

    private static Optional<String> text(String message) {
        return PARSER.parse(TextMessage.of(message)).text();
    }
}
