package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.thread.Rows;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.List;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectLoopsTest {
    private Mailroom mailroom;

    @BeforeEach
    void sendAMessage() throws Exception {
        mailroom = new Mailroom();
        new Rows(mailroom.messages)
                .add(
                        Fixtures.inbox(),
                        Fixtures.message(1)
                                .id("<ours@agents.example>")
                                .labels(Label.SENT)
                                .build());
    }

    private Mail answer(int number) throws Exception {
        TextMessage letter = TextMessage.of("Message-ID: <" + number + "@example.com>\nFrom: ann@example.com\n"
                + "In-Reply-To: <ours@agents.example>\nSubject: Re: hi\n\n" + number + "\n");
        return mailroom.mail("Mail" + number, letter.octets())
                .sender("ann@example.com")
                .recipients("support@agents.example", "sales@agents.example")
                .build();
    }

    private List<Message> circling() {
        return mailroom.listed(Fixtures.SUPPORT).stream()
                .filter(message -> message.labels().contains(Label.LOOP))
                .toList();
    }

    @Test
    void keepsAnswersBeyondTheBudgetAndTellsOfTheFirst() throws Exception {
        for (int i = 0; i < Mailroom.ANSWERS_PER_HOUR + 3; i++) {
            mailroom.process(answer(i));
        }

        assertThat(circling()).hasSize(3);
        assertThat(mailroom.listed(Fixtures.SUPPORT)).hasSize(Mailroom.ANSWERS_PER_HOUR + 3 + 1);
        assertThat(mailroom.events())
                .filteredOn(
                        event -> event.inbox().filter(Fixtures.SUPPORT::equals).isPresent())
                .hasSize(Mailroom.ANSWERS_PER_HOUR + 1);
        assertThat(mailroom.listed(Fixtures.SALES))
                .as("which sent nothing that was answered")
                .noneMatch(message -> message.labels().contains(Label.LOOP));
    }

    @Test
    void countsAMailOnceHoweverOftenItIsProcessed() throws Exception {
        Mail mail = answer(1);
        for (int i = 0; i < Mailroom.ANSWERS_PER_HOUR * 2; i++) {
            mailroom.detectLoops.service(mail);
        }
        mailroom.process(mail);

        assertThat(circling()).isEmpty();
        assertThat(mailroom.events()).extracting(MailEvent::inbox).hasSize(2);
    }

    @Test
    void labelsMailThatCameOverTooManyServers() throws Exception {
        String hops = "Received: from a.example by b.example; Mon, 2 Jun 2025 10:00:00 +0000\n";
        for (int most : List.of(Mailroom.MOST_HOPS, Mailroom.MOST_HOPS + 1)) {
            TextMessage letter = TextMessage.of(hops.repeat(most) + "Message-ID: <" + most + "@x>\n\nx\n");
            mailroom.process(mailroom.mail("Mail" + most, letter.octets())
                    .sender("ann@example.com")
                    .recipient("support@agents.example")
                    .build());
        }

        assertThat(circling())
                .extracting(message -> message.id().value())
                .containsExactly("<" + (Mailroom.MOST_HOPS + 1) + "@x>");
    }
}
