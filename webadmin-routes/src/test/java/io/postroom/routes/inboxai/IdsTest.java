package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.webhook.WebhookId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final UUID NUMBER = UUID.fromString("0123abcd-4567-4e89-8abc-fedcba987654");

    @Test
    void sayWhatTheyAreOf() {
        assertThat(Ids.of(new OrganizationId(NUMBER))).isEqualTo("org_0123abcd45674e898abcfedcba987654");
        assertThat(Ids.of(new ThreadId(NUMBER))).isEqualTo("thr_0123abcd45674e898abcfedcba987654");
        assertThat(Ids.of(new ApiKeyId(NUMBER))).isEqualTo("key_0123abcd45674e898abcfedcba987654");
        assertThat(Ids.of(new WebhookId("ep_0123456789abcdef0123456789abcdef")))
                .isEqualTo("wh_0123456789abcdef0123456789abcdef");
        assertThat(Ids.of(new AttachmentId("0123456789abcdef-2.1"))).isEqualTo("att_0123456789abcdef-2.1");
        assertThat(Ids.of(new MessageId("<1@example.com>"))).isEqualTo("msg_PDFAZXhhbXBsZS5jb20-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example", "o'neil.x_y%z@agents.example", "a-very-long-local-part.of-many.words@x.example"})
    void leadBackToTheAddress(String address) {
        assertThat(Ids.inbox(Ids.of(new InboxId(address)))).isEqualTo(new InboxId(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YQ", "QUBiLmV4YW1wbGU", "YUBiLmV4YW1wbGU=", "_w"})
    void areNotMadeUpFromOtherWords(String word) {
        assertThatThrownBy(() -> Ids.inbox(word)).isInstanceOf(IllegalArgumentException.class);
    }
}
