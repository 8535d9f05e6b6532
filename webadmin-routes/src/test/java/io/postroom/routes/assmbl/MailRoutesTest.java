package io.postroom.routes.assmbl;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailRoutesTest {
    private final Api api = new Api();
    private final Agent agent = new Agent(api, "support");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsWhatCameInOldestFirst() {
        agent.receives("<1@x>", "One", "first text");
        agent.receives("<2@x>", "Two", "second text");

        Reply reply = agent.get("/inbox");

        assertThat(reply.json().path("items")).hasSize(2);
        assertThat(reply.json().at("/items/0").toString())
                .isEqualTo("{\"MessageID\":\"PDFAeD4\",\"ThreadID\":\""
                        + reply.json().at("/items/0/ThreadID").asText()
                        + "\",\"Sender\":\"Ann <ann@example.com>\",\"SenderVerified\":false,\"Subject\":\"One\","
                        + "\"BodyPreview\":\"first text\",\"Labels\":[],\"IsRead\":false,\"Archived\":false,"
                        + "\"HasAttachments\":false,\"ReceivedAt\":\""
                        + reply.json().at("/items/0/ReceivedAt").asText() + "\"}");
        assertThat(reply.json().path("next_cursor").isNull()).isTrue();
        assertThat(reply.json().path("cursor").isNull()).isTrue();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        IntStream.rangeClosed(1, 5).forEach(i -> agent.receives("<" + i + "@x>", "S" + i, "Text"));

        Reply first = agent.get("/inbox?limit=2");
        Reply second = agent.get("/inbox?limit=2&cursor=" + first.text("next_cursor"));

        assertThat(first.text("cursor")).isEqualTo(first.text("next_cursor"));
        assertThat(second.json().at("/items/0/Subject").asText()).isEqualTo("S3");
        assertThat(agent.subjects("/inbox?limit=100&cursor=" + second.text("next_cursor")))
                .containsExactly("S5");
    }

    @Test
    void aPageHas25UnlessAskedOtherwise() {
        IntStream.rangeClosed(10, 36).forEach(i -> agent.receives("<" + i + "@x>", "S" + i, "Text"));

        assertThat(agent.subjects("/inbox")).hasSize(25);
        assertThat(agent.subjects("/inbox?limit=100")).hasSize(27);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "cursor=x",
                "cursor=e30",
                "is_read=yes",
                "q=",
                "label=%20",
                "include_archived=1",
                "verified_only=x",
                "limit=99999999999"
            })
    void refusesWhatItDoesNotUnderstand(String query) {
        Reply reply = agent.get("/inbox?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("validation_error");
        assertThat(reply.text("message")).contains(query.startsWith("label") ? "label" : query.split("=")[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "q=INVOICE, A",
        "q=nvoic, A",
        "q=%C3%A4hren, B", // not folded: an accent is a letter
        "q=ahren, ''",
        "q=ann%40EXAMPLE.com, A B C",
        "q=invoice&is_read=true, ''",
        "q=e&limit=1, A",
        "q=C, C A B",
        "q=nowhere, ''"
    })
    void findsPartsOfSubjectPreviewAndSender(String query, String found) {
        agent.receives("<1@x>", "A", "The invoice is here");
        agent.receives("<2@x>", "B", "\u00c4hren");
        agent.receives("<3@x>", "C", "Text");

        List<String> subjects = new ArrayList<>(agent.subjects("/inbox?" + query));

        assertThat(subjects).containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" "));
    }

    @Test
    void goesOnSearchingWhereThePageBeforeEnded() {
        IntStream.rangeClosed(1, 6).forEach(i -> agent.receives("<" + i + "@x>", i % 2 == 0 ? "even" : "odd", "t" + i));

        Reply first = agent.get("/inbox?q=EVEN&limit=2");
        Reply second = agent.get("/inbox?q=EVEN&limit=2&cursor=" + first.text("next_cursor"));

        assertThat(first.json().at("/items/1/BodyPreview").asText()).isEqualTo("t4");
        assertThat(second.json().at("/items/0/BodyPreview").asText()).isEqualTo("t6");
        assertThat(second.json().path("items")).hasSize(1);
    }

    @Test
    void keepsMailWithALabelReadOrUnread() {
        String one = agent.receives("<1@x>", "One", "Text");
        agent.receives("<2@x>", "Two", "Text", new Label("urgent"));
        agent.patch(one + "/read", "{\"is_read\":true}");

        assertThat(agent.subjects("/inbox?label=urgent")).containsExactly("Two");
        assertThat(agent.subjects("/inbox?is_read=true")).containsExactly("One");
        assertThat(agent.subjects("/inbox?is_read=false")).containsExactly("Two");
        assertThat(agent.subjects("/inbox?label=urgent&is_read=true")).isEmpty();
        assertThat(agent.subjects("/inbox?verified_only=true")).isEmpty();
        agent.receives("<3@x>", "Three", "Text", Label.VERIFIED);
        assertThat(agent.subjects("/inbox?verified_only=true")).containsExactly("Three");
        assertThat(agent.subjects("/inbox?verified_only=true&q=Tw")).isEmpty();
        assertThat(agent.subjects("/inbox?verified_only=false")).containsExactly("One", "Two", "Three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "blocked", "unauthenticated", "trash"})
    void leavesOutWhatListsHide(String label) {
        String path = agent.receives("<1@x>", "One", "Text", new Label(label));

        assertThat(agent.subjects("/inbox")).isEmpty();
        assertThat(agent.subjects("/inbox?include_archived=true")).isEmpty();
        assertThat(agent.get("/unread-count").json().path("unread_count").asInt())
                .isZero();
        assertThat(agent.subjects("/inbox?label=" + label)).containsExactly("One");
        assertThat(agent.get(path).status()).isEqualTo(200);
    }

    @Test
    void whatWasSentIsNotInTheInboxButCanBeRead() {
        String id = agent.post("/send", "{\"to\":\"ann@example.com\",\"subject\":\"Hi\",\"body\":\"x\"}")
                .text("message_id");

        assertThat(agent.subjects("/inbox")).isEmpty();
        assertThat(agent.get("/messages/" + id).text("Subject")).isEqualTo("Hi");
    }

    @Test
    void showsTheWholeMessage() {
        String path = agent.receives("<1/a+b@x>", "One", "How are you?");

        Reply reply = agent.get(path);

        assertThat(reply.text("raw_mime")).contains("Subject: One\r\n").endsWith("How are you?\r\n");
        assertThat(reply.text("InternetMessageID")).isEqualTo("<1/a+b@x>");
        assertThat(reply.json().at("/To/0").asText()).isEqualTo("support@agents.example");
        assertThat(reply.json().path("Attachments")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PDFAeD4=", "PDFAeD5", "%3C1@x%3E", "x", "PDJAeD4", "%20PDFAeD4"})
    void findsNothingUnderAnotherWord(String id) {
        agent.receives("<1@x>", "One", "Text");

        Reply reply = agent.get("/messages/" + id);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.http().body()).isEqualTo("{\"error\":\"not_found\",\"message\":\"Message not found\"}");
        assertThat(agent.patch("/messages/" + id + "/read", "{\"is_read\":true}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsAndRemovesLabelsAtOnce() {
        String path = agent.receives("<1@x>", "One", "Text", new Label("inbox"), Label.LIST);

        Reply reply = agent.patch(
                path + "/labels", "{\"add\":[\"needs-review\",\"both\"],\"remove\":[\"inbox\",\"both\",\"none\"]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Agent.labels(reply)).containsExactly("list", "needs-review");
        assertThat(Agent.labels(agent.patch(path + "/labels", "{\"remove\":[\"list\"],\"add\":null}")))
                .containsExactly("needs-review");
        assertThat(Agent.labels(agent.patch(path + "/labels", "{}"))).containsExactly("needs-review");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"add\":[\"\"]}",
                "{\"add\":[\" \\t\"]}",
                "{\"remove\":[\"\"]}",
                "{\"add\":\"x\"}",
                "{\"add\":[7]}",
                "{\"add\":[\"sent\"]}",
                "{\"remove\":[\"received\"]}",
                "[]",
                "{\"add\":[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]}"
            })
    void refusesLabelsThatAreNone(String body) {
        String path = agent.receives("<1@x>", "One", "Text");

        Reply reply = agent.patch(path + "/labels", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("validation_error");
        assertThat(Agent.labels(agent.patch(path + "/labels", "{}"))).isEmpty();
    }

    @Test
    void keepsTwentyLabelsAtMostAndCountsWhatComesOut() {
        String path = agent.receives("<1@x>", "One", "Text", Label.LIST);
        StringBuilder twenty = new StringBuilder();
        IntStream.range(0, 20).forEach(i -> twenty.append(i == 0 ? "" : ",").append("\"l" + i + "\""));

        assertThat(agent.patch(path + "/labels", "{\"add\":[" + twenty + "]}").status())
                .isEqualTo(200);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"more\"]}").status())
                .isEqualTo(400);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"l0\"]}").status()).isEqualTo(200);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"more\"],\"remove\":[\"l0\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"list\"]}").status())
                .isEqualTo(200);
    }

    @Test
    void takesLabelsOffAMessageThatHasTooMany() {
        Label[] many = IntStream.range(0, 22).mapToObj(i -> new Label("l" + i)).toArray(Label[]::new);
        String path = agent.receives("<1@x>", "One", "Text", many);

        assertThat(agent.patch(path + "/labels", "{\"remove\":[\"l0\"],\"add\":[\"l1\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(agent.patch(path + "/labels", "{\"remove\":[\"l1\",\"l2\"],\"add\":[\"new\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"newer\"]}").status())
                .isEqualTo(400);
    }

    @Test
    void countsWhatIsUnread() {
        String one = agent.receives("<1@x>", "One", "Text");
        String two = agent.receives("<2@x>", "Two", "Text");
        agent.receives("<3@x>", "Three", "Text");

        assertThat(agent.patch(one + "/read", "{\"is_read\":true}")
                        .json()
                        .path("IsRead")
                        .asBoolean())
                .isTrue();
        agent.patch(two + "/archive", "{\"archived\":true}");

        assertThat(agent.get("/inbox/unread-count").http().body()).isEqualTo("{\"unread_count\":1}");
        assertThat(agent.get("/unread-count").http().body()).isEqualTo("{\"unread_count\":1}");
        assertThat(agent.patch(one + "/read", "{\"is_read\":false}")
                        .json()
                        .path("IsRead")
                        .asBoolean())
                .isFalse();
        assertThat(agent.get("/unread-count").json().path("unread_count").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "read,{}",
        "read,{\"is_read\":null}",
        "read,{\"is_read\":\"true\"}",
        "archive,{}",
        "archive,{\"archived\":1}"
    })
    void wantsToKnowWhichWay(String action, String body) {
        String path = agent.receives("<1@x>", "One", "Text");

        assertThat(agent.patch(path + "/" + action, body).status()).isEqualTo(400);
    }

    @Test
    void archivesAndTakesBack() {
        String path = agent.receives("<1@x>", "One", "Text");

        Reply archived = agent.patch(path + "/archive", "{\"archived\":true}");

        assertThat(archived.json().path("Archived").asBoolean()).isTrue();
        assertThat(Agent.labels(archived)).isEmpty();
        assertThat(agent.subjects("/inbox")).isEmpty();
        assertThat(agent.subjects("/inbox?include_archived=true")).containsExactly("One");
        assertThat(agent.get(path).json().path("Archived").asBoolean()).isTrue();
        assertThat(agent.patch(path + "/archive", "{\"archived\":false}").status())
                .isEqualTo(200);
        assertThat(agent.patch(path + "/archive", "{\"archived\":false}").status())
                .isEqualTo(200);
        assertThat(agent.subjects("/inbox")).containsExactly("One");
    }

    @Test
    void givesLinksToAttachmentsByTheirPlace() {
        api.world.deliver(
                agent.inbox(),
                TextMessage.of("From: a@b.example\nTo: support@agents.example\nMessage-ID: <1@x>\nSubject: s\n"
                        + "X-Attachment: a.txt|text/plain|one\nX-Attachment: |image/png|two\n\nText\n"));
        String path = "/messages/" + AssmblWords.message("<1@x>");

        Reply status = agent.get(path + "/attachments/0");
        Reply link = agent.get(path + "/attachments/1/download");

        assertThat(status.http().body())
                .isEqualTo("{\"status\":\"ready\",\"index\":0,\"file_name\":\"a.txt\",\"content_type\":\"text/plain\","
                        + "\"size\":3}");
        assertThat(api.fetch(api.request(link.text("url").replaceFirst("^http://[^/]+", "")))
                        .body())
                .isEqualTo("two");
        assertThat(agent.get(path).json().at("/Attachments/1/FileName").asText())
                .isEmpty();
        for (String index : List.of("2", "-1", "x", "99999999999", "0x0")) {
            assertThat(agent.get(path + "/attachments/" + index).status()).isEqualTo(404);
            assertThat(agent.get(path + "/attachments/" + index + "/download").status())
                    .isEqualTo(404);
        }
    }
}
