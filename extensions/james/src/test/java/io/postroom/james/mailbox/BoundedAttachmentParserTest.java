package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.TextMessage;
import java.io.IOException;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser.ParsingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedAttachmentParserTest {
    private final BoundedAttachmentParser parser = new BoundedAttachmentParser();

    @ParameterizedTest
    @CsvSource({"1,1", "250,250", "251,0", "5000,0"})
    void findsNoneWhereThereAreTooMany(int attached, int found) throws IOException {
        String part = "--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n";
        TextMessage mail =
                TextMessage.of("Content-Type: multipart/mixed; boundary=b\n\n" + part.repeat(attached) + "--b--\n");

        ParsingResult result = parser.retrieveAttachments(mail.open());

        assertThat(result.getAttachments()).hasSize(found);
        result.dispose();
    }

    @Test
    void findsNoneInWhatIsNestedTooDeep() throws IOException {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n");
        for (int level = 1; level <= 3_000; level++) {
            mail.append("\n--b").append(level - 1).append("\nContent-Type: multipart/mixed; boundary=b");
            mail.append(level).append('\n');
        }

        assertThat(parser.retrieveAttachments(TextMessage.of(mail + "\ntext\n").open())
                        .getAttachments())
                .isEmpty();
    }
}
