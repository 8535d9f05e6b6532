package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.junit.jupiter.api.Test;

class ShallowMessagesTest {
    private final MemoryJames james = new MemoryJames();
    private final MessageIdManager shallow = new ShallowMessages((StoreMessageIdManager) james.messages);
    private final JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, shallow);

    @Test
    void showsWhatIsNestedTooDeepAsItsHeaderAndANotice() throws Exception {
        TextMessage deep = nested(500);
        MailboxMessageId id = mailboxes.append(Fixtures.SUPPORT, deep, Labels.of(Label.RECEIVED), Fixtures.NOW);

        assertThat(shown(id))
                .startsWith("Subject: deep\r\nContent-Type: text/plain;")
                .contains("nested too deep");
        try (InputStream in =
                mailboxes.find(Fixtures.SUPPORT, id).orElseThrow().raw().open()) {
            assertThat(in.readAllBytes()).isEqualTo(deep.octets());
        }
    }

    @Test
    void showsUsualMailAsItIs() throws Exception {
        TextMessage mail = nested(3);
        MailboxMessageId id = mailboxes.append(Fixtures.SUPPORT, mail, Labels.of(Label.RECEIVED), Fixtures.NOW);

        assertThat(shown(id)).isEqualTo(mail.toString());
    }

    private String shown(MailboxMessageId id) throws Exception {
        MessageId message = james.mailboxes.getMessageIdFactory().fromString(id.value());
        try (InputStream in = shallow.getMessages(
                        List.of(message), FetchGroup.FULL_CONTENT, james.client(Fixtures.SUPPORT))
                .get(0)
                .getFullContent()
                .getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static TextMessage nested(int levels) {
        StringBuilder mail = new StringBuilder("Subject: deep\n");
        for (int i = 0; i < levels; i++) {
            mail.append("Content-Type: multipart/mixed;\n boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return TextMessage.of(mail + "\ntext\n");
    }
}
