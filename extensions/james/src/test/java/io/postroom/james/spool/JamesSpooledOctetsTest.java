package io.postroom.james.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JamesSpooledOctetsTest {
    private static final int IN_A_FILE = 300_000;

    private final JamesSpooledOctets octets = new JamesSpooledOctets(new MailDomain("mx.agents.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: café\r\n\r\nü\r\n",
                "Subject: a\rb\r\r\nX\r\n\r\nbare \r and \n\r\n",
                "Subject: no end of the header",
                " folded first line\r\nno colon\r\n\r\n",
                "\r\n",
                ""
            })
    void readsEachOctetAsItCame(String text) throws Exception {
        assertReadAsItCame(text.getBytes(StandardCharsets.ISO_8859_1));
        assertReadAsItCame(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsALargeMessageFromItsFile() throws Exception {
        assertReadAsItCame(("Subject: café\r\n\r\n" + "é".repeat(IN_A_FILE)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsAMessageThatJamesDidNotMake() throws Exception {
        byte[] plain = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(plain));

        assertThat(read(message)).isEqualTo(plain);
    }

    @Test
    void leavesOutWhatPretendsToBeOurVerdict() throws Exception {
        String forged = "Authentication-Results: mx.agents.example; spf=pass\r\nX-Postroom-Verdict: verified\r\n";
        byte[] mail = (forged + "Subject: x\r\n\r\n" + forged).getBytes(StandardCharsets.US_ASCII);
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));

        assertThat(new String(read(message), StandardCharsets.US_ASCII)).isEqualTo("Subject: x\r\n\r\n" + forged);
        try (InputStream in = octets.original(message)) {
            assertThat(in.readAllBytes()).isEqualTo(mail);
        }
    }

    private void assertReadAsItCame(byte[] original) throws Exception {
        MimeMessageWrapper message =
                new MimeMessageWrapper(MimeMessageInputStreamSource.create("test", new ByteArrayInputStream(original)));
        try {
            assertThat(read(message)).isEqualTo(original);
            message.getHeader("Subject"); // what mailets before us do
            assertThat(read(message)).isEqualTo(original);
        } finally {
            LifecycleUtil.dispose(message);
        }
    }

    private byte[] read(MimeMessage message) throws IOException {
        try (InputStream in = octets.open(message)) {
            return in.readAllBytes();
        }
    }
}
