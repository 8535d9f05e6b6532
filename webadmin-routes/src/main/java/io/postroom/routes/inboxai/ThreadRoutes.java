package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Message;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.Searching;
import io.postroom.core.thread.OpenedMessage;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.thread.Threads;
import io.postroom.core.thread.Threads.OpenedThread;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/inboxes/{inbox_id}/threads}: list, show and delete threads. */
public final class ThreadRoutes implements PublicRoutes {
    private static final String BASE = "/threads";
    private static final String ONE = BASE + "/:thread_id";
    private static final Right READ = Right.to(Permission.MESSAGE_READ);

    /** What one answer holds: the newest of a thread that has more. */
    private static final int MOST_MESSAGES = 1_000;

    private final InboxAiGate gate;
    private final Threads threads;
    private final Searching searching;

    @Inject
    public ThreadRoutes(InboxAiGate gate, Threads threads, Searching searching) {
        this.gate = gate;
        this.threads = threads;
        this.searching = searching;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.INBOX + BASE;
    }

    @Override
    public void define(Service service) {
        gate.onInbox(service)
                .get(BASE, READ, this::list)
                .get(ONE, READ, this::get)
                .delete(ONE, Right.to(Permission.MESSAGE_DELETE), this::delete);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ItemJson(
            String inboxId,
            String threadId,
            List<String> labels,
            Instant timestamp,
            Optional<Instant> receivedTimestamp,
            Optional<Instant> sentTimestamp,
            List<String> senders,
            List<String> recipients,
            Optional<String> subject,
            Optional<String> preview,
            String lastMessageId,
            int messageCount,
            long size) {

        static ItemJson of(ThreadSummary thread) {
            return new ItemJson(
                    Ids.of(thread.inbox()),
                    Ids.of(thread.id()),
                    thread.labels().own().texts(),
                    thread.timestamp(),
                    thread.receivedTimestamp(),
                    thread.sentTimestamp(),
                    thread.senders(),
                    thread.recipients(),
                    thread.subject(),
                    thread.preview(),
                    Ids.of(thread.lastMessage()),
                    thread.messageCount(),
                    thread.size());
        }
    }

    /** @param messages oldest first */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ThreadJson(
            String inboxId,
            String threadId,
            Optional<String> subject,
            int messageCount,
            Optional<String> preview,
            List<MessageInThreadJson> messages) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record MessageInThreadJson(
            String messageId,
            String direction,
            String from,
            List<String> to,
            Optional<String> subject,
            Optional<String> text,
            Instant timestamp) {

        static MessageInThreadJson of(OpenedMessage opened) {
            Message message = opened.message();
            return new MessageInThreadJson(
                    Ids.of(message.id()),
                    MessageJson.direction(message),
                    message.envelope().from(),
                    message.envelope().to(),
                    message.envelope().subject(),
                    opened.parsed().flatMap(ParsedMessage::text),
                    message.timestamp());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, searching.numberedThreads(caller, MessageRoutes.SHOWN, page), ItemJson::of);
    }

    /** Pages of a thread hold the newest first, and each is in the order of time. */
    private Answer get(Caller caller, Call call) {
        List<OpenedMessage> messages = new ArrayList<>();
        Optional<PageKey> after = Optional.empty();
        OpenedThread opened;
        do {
            PageRequest page = new PageRequest(PageRequest.MAX_LIMIT, after, false);
            opened = threads.get(caller, Ids.thread(call), MessageRoutes.SHOWN.hidden(), page);
            messages.addAll(0, opened.messages().items());
            after = opened.messages().next();
        } while (after.isPresent() && messages.size() < MOST_MESSAGES);
        ThreadSummary thread = opened.summary();
        return Answer.json(new ThreadJson(
                Ids.of(thread.inbox()),
                Ids.of(thread.id()),
                thread.subject(),
                thread.messageCount(),
                thread.preview(),
                messages.stream().map(MessageInThreadJson::of).toList()));
    }

    private Answer delete(Caller caller, Call call) {
        threads.delete(caller, Ids.thread(call));
        return Answer.empty(204);
    }
}
