package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Octets;
import io.postroom.core.send.OutgoingFile.Source;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    private final SendRig rig = new SendRig();
    private final Links links = new Links(rig.files, rig.clock);

    private static OutgoingFile linked(String url, Optional<String> name, Optional<String> type) {
        return new OutgoingFile(name, type, false, Optional.empty(), new Source.Link(URI.create(url)));
    }

    private static Letter letter(OutgoingFile... files) {
        Letter plain = SendRig.letter("<1@agents.example>", "support@agents.example");
        return plain.withContent(plain.content().withFiles(List.of(files)));
    }

    private static Content content(OutgoingFile... files) {
        return SendRig.text("s", "t").withFiles(List.of(files));
    }

    private SentMessage send(Content content) {
        return rig.sending.send(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                new SendMessage(SendRig.to("ann@example.com"), content),
                Asker.with(new IdempotencyKey("k")));
    }

    @Test
    void aLinkBecomesAFileInItsPlace() {
        rig.files.put("https://files.example/a/b%20c.pdf?x=1", "pdf", Optional.of("application/pdf"));
        OutgoingFile given = new OutgoingFile(
                Optional.of("g"), Optional.empty(), false, Optional.empty(), new Octets(new byte[] {1}));

        List<OutgoingFile> files = links.followed(letter(
                        linked("https://files.example/a/b%20c.pdf?x=1", Optional.empty(), Optional.empty()), given))
                .content()
                .files();

        assertThat(files).hasSize(2);
        assertThat(files.get(0).name()).contains("b c.pdf");
        assertThat(files.get(0).contentType()).contains("application/pdf");
        assertThat(files.get(0).content()).isEqualTo(new Octets("pdf".getBytes(StandardCharsets.UTF_8)));
        assertThat(files.get(1)).isEqualTo(given);
    }

    @Test
    void whatTheCallerSaysCounts() {
        rig.files.put("https://files.example/a", "x", Optional.of("text/html"));

        OutgoingFile file = links.followed(
                        letter(linked("https://files.example/a", Optional.of("n.txt"), Optional.of("text/plain"))))
                .content()
                .files()
                .get(0);

        assertThat(file.name()).contains("n.txt");
        assertThat(file.contentType()).contains("text/plain");
    }

    @ParameterizedTest
    @CsvSource({"multipart/mixed", "'text/html\r\nX: y'", "nonsense"})
    void aTypeThatNoFileMayHaveIsLeftOut(String type) {
        rig.files.put("https://files.example/a", "x", Optional.of(type));

        assertThat(links.followed(letter(linked("https://files.example/a", Optional.empty(), Optional.empty())))
                        .content()
                        .files()
                        .get(0)
                        .contentType())
                .isEmpty();
    }

    @Test
    void whatCannotBeHadIsRefusedByItsPathAndNothingIsSent() {
        rig.files.put("https://files.example/a", "x", Optional.empty());
        Content content = content(
                linked("https://files.example/a", Optional.empty(), Optional.empty()),
                linked("https://files.example/gone", Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> send(content)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.INVALID);
            assertThat(e.problems().get(0).path()).containsExactly("attachments", "1", "url");
        });
        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(rig.listed()).isEmpty();
    }

    @Test
    void aRepetitionFetchesNothing() {
        rig.files.put("https://files.example/a", "x", Optional.empty());
        Content content = content(linked("https://files.example/a", Optional.empty(), Optional.empty()));

        SentMessage first = send(content);
        rig.files.put("https://files.example/a", "y", Optional.empty());

        assertThat(send(content)).isEqualTo(first);
        assertThat(rig.files.fetches()).isEqualTo(1);
        assertThatThrownBy(() -> send(content(linked("https://files.example/b", Optional.empty(), Optional.empty()))))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    }
}
