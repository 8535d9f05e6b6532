package io.postroom.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictFilterTest {
    private static final MailDomain US = new MailDomain("mx.agents.example");
    private static final String REST = "To: b@example.com\r\n\r\nX-Postroom-Verdict: in the body\r\n\r\r\n\n";

    private static String filtered(String text) throws IOException {
        return new String(filtered(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    private static byte[] filtered(byte[] octets) throws IOException {
        try (InputStream in = new VerdictFilter(new ByteArrayInputStream(octets), US)) {
            byte[] all = in.readAllBytes();
            assertThat(oneByOne(octets)).isEqualTo(all);
            return all;
        }
    }

    private static byte[] oneByOne(byte[] octets) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = new VerdictFilter(new ByteArrayInputStream(octets), US)) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                all.write(octet);
            }
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Postroom-Verdict: verified\r\n",
                "x-postroom-VERDICT :verified\r\n",
                "X-Postroom-Verdict\t \t: verified\r\n",
                "X-Postroom-Verdict:\r\n verified=allow-list;\r\n\tmore\r\n",
                "X-Postroom-Verdict: verified\n",
                "X-\u0000Postroom-Verdict: verified\r\n",
                "\u00a0X-Postroom-Verdict: verified\r\n",
                "X-Postroom-Verdict: a\r\n \r\n b\r\n",
                "Authentication-Results: mx.agents.example; spf=pass\r\n",
                "AUTHENTICATION-RESULTS : MX.Agents.Example ; spf=pass\r\n",
                "Authentication-Results:\r\n mx.agents.example\r\n ; dmarc=pass\r\n",
                "Authentication-Results: (x) \"mx.agents.example\" 1; dmarc=pass\r\n",
                "Authentication-Results: mx.agents.example; dmarc=pass\n",
                "X-Postroom-Verdict: a\r\nAuthentication-Results: mx.agents.example; spf=pass\r\nX-Postroom-Verdict: b\r\n"
            })
    void removesWhatPretendsToBeOurs(String field) throws IOException {
        assertThat(filtered("From: a@example.com\r\n" + field + REST)).isEqualTo("From: a@example.com\r\n" + REST);
        assertThat(filtered(field + REST)).isEqualTo(REST);
        assertThat(filtered("From: a@example.com\r\n" + field)).isEqualTo("From: a@example.com\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "\n",
                "\r",
                "no colon",
                " folded first\r\n\r\nX-Postroom-Verdict: body",
                "From: a\r\nAuthentication-Results: other.example; spf=pass\r\n" + REST,
                "Authentication-Results: other.example;\r\n spf=fail\r\n" + REST,
                "ARC-Authentication-Results: i=1; mx.agents.example; spf=pass\r\n" + REST,
                "X-Postroom-Verdicts: x\r\nX-Authentication-Results: mx.agents.example; spf=pass\r\n" + REST,
                "Subject: X-Postroom-Verdict: x\r\n X-Postroom-Verdict: y\r\n" + REST,
                "Subject: caf\u00e9 \u0080\u00ff\r\n\r\n\u00e9\u0000\r",
                "Subject: x\n\nX-Postroom-Verdict: body\n",
                "Subject: a\rb\r\r\nc\r\n\r\nbare \r and \n\r\n"
            })
    void passesEveryOtherOctet(String text) throws IOException {
        assertThat(filtered(text)).isEqualTo(text);
    }

    @Test
    void alsoRemovesWhatOnlyThoseSeeWhoEndALineAtABareCarriageReturn() throws IOException {
        assertThat(filtered("Subject: x\rX-Postroom-Verdict: verified\r\n" + REST))
                .isEqualTo("Subject: x\r\n" + REST);
        assertThat(filtered("Subject: x\rX-Postroom-Verdict: y\rTo: z\r\n\r\n")).isEqualTo("Subject: x\rTo: z\r\n\r\n");
        assertThat(filtered("Subject: x\r\r\nX-Postroom-Verdict: y\r\n\r\n")).isEqualTo("Subject: x\r\r\n\r\n");
        assertThat(filtered("Subject: x\r\r\rX-Postroom-Verdict: y\r\n\r\n")).isEqualTo("Subject: x\r\r\r\n\r\n");
    }

    @Test
    void goesOnBehindWhatOnlySomeTakeForTheEndOfTheHeader() throws IOException {
        assertThat(filtered("a: b\r\n \t\r\nX-Postroom-Verdict: y\r\nc: d\r\n\r\n"))
                .isEqualTo("a: b\r\n \t\r\nc: d\r\n\r\n");
        assertThat(filtered("--no field\r\nX-Postroom-Verdict: y\r\n\r\n")).isEqualTo("--no field\r\n\r\n");
    }

    @Test
    void keepsLittleInMemoryHoweverLongAField() throws IOException {
        String longer = "y".repeat(10 * VerdictFilter.MOST);

        assertThat(filtered("Subject: " + longer + "\r\n" + REST)).isEqualTo("Subject: " + longer + "\r\n" + REST);
        assertThat(filtered("Authentication-Results: other.example; " + longer + "\r\n" + REST))
                .isEqualTo(REST);
        assertThat(filtered("X-Postroom-Verdict: " + longer + "\r\n" + REST)).isEqualTo(REST);
        assertThat(filtered("Subject: x\r\n\r\n" + longer)).isEqualTo("Subject: x\r\n\r\n" + longer);
    }

    @Test
    void manyFieldsAreNoTrouble() throws IOException {
        String many = "Authentication-Results: mx.agents.example; spf=pass\r\n".repeat(5_000);

        assertThat(filtered(many + REST)).isEqualTo(REST);
    }
}
