package io.postroom.server.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpLinesTest {
    private final Talk talk = new Talk();
    private final ReadAhead ahead = new ReadAhead();
    private final EmbeddedChannel channel = new EmbeddedChannel(ahead, new SmtpLines(talk, ahead));

    private static final class Talk implements Dialogue {
        boolean text;
        boolean tlsStarting;
        int commands = Integer.MAX_VALUE;
        Optional<String> lastWords = Optional.empty();

        @Override
        public boolean expectsCommand() {
            return !text;
        }

        @Override
        public boolean isOneTooMany() {
            return commands-- <= 0;
        }

        @Override
        public boolean isTlsStarting() {
            return tlsStarting;
        }

        @Override
        public void noteTls() {
            tlsStarting = false;
        }

        @Override
        public boolean isOver() {
            return lastWords.isPresent();
        }

        @Override
        public void hangUp(String reply) {
            lastWords = Optional.of(reply);
        }
    }

    /** The lines that came out, with what was in them. */
    private List<String> send(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (ByteBuf line = channel.readInbound(); line != null; line = channel.readInbound()) {
            lines.add(line.toString(0, line.readableBytes(), ISO_8859_1));
            line.release();
        }
        return lines;
    }

    @Test
    void cutsAtEachLineEnd() {
        assertThat(send("EHLO a\r\nMAIL FROM:<>\r\nRC")).containsExactly("EHLO a\r\n", "MAIL FROM:<>\r\n");
        assertThat(send("PT TO:<b@c>\r")).isEmpty();
        assertThat(send("\n")).containsExactly("RCPT TO:<b@c>\r\n");
        assertThat(talk.lastWords).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n",
                "\n",
                "a\rb\r\n",
                "\r\r\n",
                "a\r\n.\n",
                "\n.\n",
                "\n.\r\n",
                "\r.\r",
                "\r\n.\r\r\n",
                "\r\n.\r\0\n",
                "\r\n.\0\n",
                "\r\0\n",
                "a\r\n\n",
                "\n\r\n"
            })
    void hangsUpWhereALineEndStandsAlone(String octets) {
        for (boolean text : new boolean[] {false, true}) {
            SmtpLinesTest fresh = new SmtpLinesTest();
            fresh.talk.text = text;

            fresh.send(octets);

            assertThat(fresh.talk.lastWords)
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith(text ? "550 5.5.2" : "500 5.5.2"));
            assertThat(fresh.send("NOOP\r\n")).isEmpty();
        }
    }

    @Test
    void hangsUpOctetByOctetAsWell() {
        talk.text = true;
        send("a");
        send("\r");
        assertThat(talk.lastWords).isEmpty();

        send("b");

        assertThat(talk.lastWords).isPresent();
    }

    @Test
    void takesNulInTextButNotInCommands() {
        talk.text = true;
        assertThat(send("a\0b\r\n")).containsExactly("a\0b\r\n");

        talk.text = false;
        assertThat(send("NO\0OP\r\n")).isEmpty();
        assertThat(talk.lastWords).isPresent();
    }

    @Test
    void takesNothingSentAheadOfTheReplyToData() {
        assertThat(send("data \r\nSubject: x\r\n")).isEmpty();

        assertThat(talk.lastWords).hasValueSatisfying(reply -> assertThat(reply).startsWith("503 5.5.0"));
    }

    @Test
    void takesADataCommandAlone() {
        assertThat(send("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n")).hasSize(3);
        assertThat(talk.lastWords).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, 12288", "true, 65536"})
    void takesLinesOfALimitedLength(boolean text, int most) {
        talk.text = text;
        assertThat(send("x".repeat(most - 2) + "\r\n")).hasSize(1);
        assertThat(talk.lastWords).isEmpty();

        assertThat(send("x".repeat(most - 1) + "\r\n")).isEmpty();
        assertThat(talk.lastWords).contains("500 5.5.2 Line too long");
    }

    @Test
    void doesNotWaitForTheEndOfALineThatIsTooLong() {
        send("x".repeat(SmtpLines.MAX_COMMAND + 1));

        assertThat(talk.lastWords).isPresent();
    }

    @Test
    void takesNoMoreCommandsThanItIsTo() {
        talk.commands = 3;

        assertThat(send("NOOP\r\n".repeat(5))).hasSize(3);

        assertThat(talk.lastWords).hasValueSatisfying(reply -> assertThat(reply).startsWith("421 4.7.0"));
    }

    @Test
    void hangsUpOnAnythingInTheClearBehindStartTls() {
        talk.tlsStarting = true;

        assertThat(send("EHLO evil\r\n")).isEmpty();

        assertThat(talk.lastWords).contains("");
    }

    @Test
    void goesOnAfterTheHandshake() {
        talk.tlsStarting = true;

        channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);

        assertThat(send("EHLO good\r\n")).hasSize(1);
    }

    @Test
    void readsOnOnceAllIsDealtWith() {
        talk.text = true;

        send("x\r\n".repeat(200_000));

        assertThat(channel.config().isAutoRead()).isTrue();
    }
}
