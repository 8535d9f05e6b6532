package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListType;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.Rows;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboundListsTest {
    private static final String NO_RETURN_PATH = "";

    private final FixedClock clock = new FixedClock();
    private final MemoryListStore store = new MemoryListStore();
    private final MemoryMessageStore messages = new MemoryMessageStore();
    private final InboundLists lists = new InboundLists(new ListRules(store, clock), messages, false);
    private final Inbox inbox = Fixtures.inbox();
    private final Message sent = Fixtures.message(1).labels(Label.SENT).build();
    private final Message received = Fixtures.message(2).labels(Label.RECEIVED).build();

    @BeforeEach
    void fill() {
        new Rows(messages).add(inbox, sent);
        new Rows(messages).add(inbox, received);
    }

    private void list(Direction direction, ListType type, String name) {
        ListKey list = new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), direction, type);
        store.save(new ListEntry(list, new EntryName(name), Optional.empty(), Fixtures.NOW));
        clock.advance(Duration.ofSeconds(10));
    }

    private static Envelope from(String from, Optional<MessageId> inReplyTo) {
        return new Envelope(
                Optional.empty(),
                from,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                inReplyTo,
                List.of());
    }

    private boolean blocks(String from, MessageId... inReplyTo) {
        return lists.block(
                inbox, from(from, List.of(inReplyTo).stream().findFirst()), NO_RETURN_PATH, Optional.empty());
    }

    @Test
    void newMailIsJudgedByTheReceiveListsOnly() {
        list(Direction.RECEIVE, ListType.BLOCK, "evil.example");
        list(Direction.REPLY, ListType.ALLOW, "friend.example");

        assertThat(blocks("Eve <eve@evil.example>")).isTrue();
        assertThat(blocks("ann@example.com")).isFalse();
        assertThat(blocks("eve@evil.example", new MessageId("<unknown@example.com>")))
                .isTrue();
        assertThat(blocks("eve@evil.example", received.id())).isTrue();
    }

    @Test
    void anAnswerToWhatTheInboxSentIsJudgedByTheReplyListsOnly() {
        list(Direction.RECEIVE, ListType.ALLOW, "friend.example");
        assertThat(blocks("ann@example.com")).isTrue();
        assertThat(blocks("ann@example.com", sent.id())).isFalse();

        list(Direction.REPLY, ListType.BLOCK, "ann@example.com");
        assertThat(blocks("ann@example.com", sent.id())).isTrue();
        assertThat(blocks("bob@example.com", sent.id())).isFalse();

        list(Direction.REPLY, ListType.ALLOW, "friend.example");
        assertThat(blocks("bob@example.com", sent.id())).isTrue();
        assertThat(blocks("bob@friend.example", sent.id())).isFalse();
    }

    @Test
    void inStrictModeAnAnswerIsOfSomebodyWhoGotTheMessageAndIsProved() {
        InboundLists strict = new InboundLists(new ListRules(store, clock), messages, true);
        list(Direction.RECEIVE, ListType.BLOCK, "example.com");
        Optional<MessageId> answered =
                Optional.of(sent.id()); // which went to support@agents.example and carol@example.com

        assertThat(strict.block(
                        inbox, from("Carol <carol@example.com>", answered), "", Optional.of("carol@example.com")))
                .isFalse();
        assertThat(strict.block(inbox, from("carol@example.com", answered), "", Optional.empty()))
                .isTrue();
        assertThat(strict.block(inbox, from("ann@example.com", answered), "", Optional.of("ann@example.com")))
                .isTrue();
        assertThat(lists.block(inbox, from("ann@example.com", answered), "", Optional.empty()))
                .isFalse();
    }

    @Test
    void mailWithoutAnAuthorIsItsReturnPaths() {
        list(Direction.RECEIVE, ListType.BLOCK, "evil.example");

        assertThat(lists.block(inbox, from("", Optional.empty()), "eve@evil.example", Optional.empty()))
                .isTrue();
        assertThat(lists.block(inbox, from("ann@example.com", Optional.empty()), "eve@evil.example", Optional.empty()))
                .isFalse();
        assertThat(blocks("")).isFalse();
        list(Direction.RECEIVE, ListType.ALLOW, "example.com");
        assertThat(blocks("")).isTrue();
    }

    @Test
    void nothingIsBlockedWithoutLists() {
        assertThat(lists.mayApply()).isFalse();
        assertThat(blocks("ann@example.com")).isFalse();
        list(Direction.SEND, ListType.BLOCK, "example.com");
        assertThat(lists.mayApply()).isTrue();
        assertThat(blocks("ann@example.com")).isFalse();
    }
}
