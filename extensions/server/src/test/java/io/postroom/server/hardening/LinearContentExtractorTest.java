package io.postroom.server.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.util.mime.MessageContentExtractor;
import org.apache.james.util.mime.MessageContentExtractor.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearContentExtractorTest {
    private static final String PLAIN = "Content-Type: text/plain\r\n\r\nwords\r\n";
    private static final String HTML = "Content-Type: text/html\r\n\r\n<p>words</p>\r\n";
    private static final String FILE = "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nfile\r\n";
    private static final String INLINE = "Content-Type: text/plain\r\nContent-Disposition: inline\r\n\r\ninline\r\n";
    private static final String PICTURE = "Content-Type: image/png\r\n\r\npixels\r\n";

    private final MessageContentExtractor extractor = new LinearContentExtractor();

    private static String multipart(String kind, String boundary, String... parts) {
        StringBuilder text =
                new StringBuilder("Content-Type: multipart/" + kind + "; boundary=" + boundary + "\r\n\r\n");
        for (String part : parts) {
            text.append("--").append(boundary).append("\r\n").append(part);
        }
        return text.append("--").append(boundary).append("--\r\n").toString();
    }

    private static Message parse(String text) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        return builder.parseMessage(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static final String ALTERNATIVE = multipart("alternative", "alt", PLAIN, HTML);

    static String[] messages() {
        return new String[] {
            PLAIN,
            HTML,
            PICTURE,
            ALTERNATIVE,
            multipart("mixed", "m", FILE, PLAIN),
            multipart("mixed", "m", FILE, INLINE),
            multipart("mixed", "m", FILE),
            multipart("mixed", "m", PICTURE, ALTERNATIVE, FILE),
            multipart("mixed", "m", FILE, "Content-Disposition: attachment\r\n" + ALTERNATIVE),
            multipart("alternative", "o", PLAIN, multipart("related", "r", HTML, PICTURE)),
            multipart("alternative", "o", multipart("related", "r", HTML, PICTURE)),
            multipart("mixed", "m"),
        };
    }

    @ParameterizedTest
    @MethodSource("messages")
    void findsWhatJamesFinds(String text) throws IOException {
        assertThat(extractor.extract(parse(text))).isEqualTo(new MessageContentExtractor().extract(parse(text)));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200})
    @Timeout(20)
    void looksAtEachPartOnce(int levels) throws IOException {
        String nested = PICTURE;
        for (int level = 0; level < levels; level++) {
            nested = multipart("mixed", "b" + level, nested);
        }

        assertThat(extractor.extract(parse(nested))).isEqualTo(MessageContent.empty());
    }

    @Test
    void findsTheWordsBehindManyLevels() throws IOException {
        String nested = PLAIN;
        for (int level = 0; level < 50; level++) {
            nested = multipart("mixed", "b" + level, PICTURE, nested);
        }

        assertThat(extractor.extract(parse(nested)).getTextBody()).contains("words");
    }
}
