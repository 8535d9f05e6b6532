package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxCounters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CounterCheckTest {
    private static final InboxId INBOX = Fixtures.SUPPORT;

    private final MemoryJames james = new MemoryJames();
    private final JamesMailboxes mailboxes = new JamesMailboxes(miscounted(), james.messages);
    private final List<Mailbox> recounted = new ArrayList<>();
    private StoredCounters store = this::recount;
    private final CounterCheck check = new CounterCheck(mailboxes, mailbox -> store.recount(mailbox));
    private int uncounted;

    @BeforeEach
    void storeAMessage() {
        mailboxes.openOrCreate(INBOX, Folder.INBOX, james.client(INBOX));
        append("<1@example.com>");
        uncounted = 1;
    }

    @Test
    void recountsWhatTwoSweepsFindWrong() {
        mailboxes.doubtCounters(INBOX);

        check.sweep();
        assertThat(recounted).isEmpty();
        check.sweep();

        assertThat(recounted).extracting(Mailbox::getName).containsExactly("INBOX");
        check.sweep();
        assertThat(mailboxes.doubtful()).isEmpty();
        assertThat(recounted).hasSize(1);
    }

    @Test
    void leavesAMailboxAloneWhileItChanges() {
        mailboxes.doubtCounters(INBOX);
        check.sweep();
        append("<2@example.com>");

        check.sweep();
        assertThat(recounted).isEmpty();
        uncounted = 0;
        check.sweep();

        assertThat(recounted).isEmpty();
        assertThat(mailboxes.doubtful()).isEmpty();
    }

    @Test
    void doesNotLookWhereNothingIsInDoubt() {
        check.sweep();
        check.sweep();

        assertThat(recounted).isEmpty();
    }

    @Test
    void triesAgainWhenTheStoreIsAway() {
        mailboxes.doubtCounters(INBOX);
        check.sweep();
        store = mailbox -> {
            throw new UncheckedIOException(new IOException("away"));
        };
        check.sweep();
        assertThat(mailboxes.doubtful()).containsExactly(INBOX);
        store = this::recount;

        check.sweep();
        check.sweep();

        assertThat(recounted).hasSize(1);
    }

    private void append(String id) {
        mailboxes.append(
                INBOX, TextMessage.of(id, "Hello", "Hello"), Labels.of(Label.RECEIVED, Label.UNREAD), Fixtures.NOW);
    }

    private void recount(Mailbox mailbox) {
        recounted.add(mailbox);
        uncounted = 0;
    }

    /** James' mailboxes, whose INBOX has counted as many messages too few as {@link #uncounted} says. */
    private MailboxManager miscounted() {
        return proxy(MailboxManager.class, (method, arguments) -> {
            Object answer = invoke(james.mailboxes, method, arguments);
            return answer instanceof MessageManager mailbox ? miscounted(mailbox) : answer;
        });
    }

    private MessageManager miscounted(MessageManager mailbox) {
        return proxy(MessageManager.class, (method, arguments) -> {
            Object answer = invoke(mailbox, method, arguments);
            return answer instanceof MailboxCounters counters && counters.getCount() > 0 ? less(counters) : answer;
        });
    }

    private MailboxCounters less(MailboxCounters counters) {
        return MailboxCounters.builder()
                .mailboxId(counters.getMailboxId())
                .count(counters.getCount() - uncounted)
                .unseen(counters.getUnseen() - uncounted)
                .build();
    }

    private interface Call {
        Object run(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.run(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
