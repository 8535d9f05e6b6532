package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.ThreadFields;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.thread.Threads;
import io.postroom.core.thread.Threads.OpenedThread;
import io.postroom.core.thread.Threads.Place;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.Query;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/threads} and {@code /v0/inboxes/{inbox_id}/threads}: list, show, label and delete threads, everywhere a key reaches or in one
 * inbox.
 */
public final class ThreadRoutes implements PublicRoutes {
    private static final String EVERYWHERE = "/v0/threads";
    private static final String IN_INBOX = "/v0/inboxes/:inbox_id/threads";
    private static final int ATTACHMENT = 4; // after v0, threads, the thread and attachments
    private static final int ATTACHMENT_IN_INBOX = 6;

    private final V0Gate gate;
    private final Threads threads;
    private final Downloads downloads;

    @Inject
    public ThreadRoutes(V0Gate gate, Threads threads, Downloads downloads) {
        this.gate = gate;
        this.threads = threads;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return EVERYWHERE;
    }

    @Override
    public void define(Service service) {
        define(service, EVERYWHERE, new Routes(call -> new Place.Everywhere(), Ids::thread, ATTACHMENT));
        define(
                service,
                IN_INBOX,
                new Routes(call -> new Place.In(Ids.inbox(call)), Ids::threadOfInbox, ATTACHMENT_IN_INBOX));
    }

    private void define(Service service, String base, Routes routes) {
        gate.on(service)
                .get(base, routes::list)
                .get(base + "/:thread_id", routes::get)
                .patch(base + "/:thread_id", routes::update)
                .delete(base + "/:thread_id", routes::delete)
                .get(base + "/:thread_id/attachments/:attachment_id", routes::attachment);
    }

    private record LabelsJson(String threadId, List<String> labels) {}

    /** The routes of one scope, with where its ids stand in the path. */
    private final class Routes {
        private final Function<Call, Place> place;
        private final Function<Call, ThreadId> thread;
        private final int attachmentSegment;

        Routes(Function<Call, Place> place, Function<Call, ThreadId> thread, int attachmentSegment) {
            this.place = place;
            this.thread = thread;
            this.attachmentSegment = attachmentSegment;
        }

        Answer list(Caller caller, Call call) {
            Query query = call.query();
            PageRequest page = ListQuery.page(query);
            MessageFilter filter = ListQuery.filter(query);
            Place where = place.apply(call);
            Page<ThreadSummary> found =
                    TextFilter.ofThreads(query).page(page, part -> threads.list(caller, where, filter, part));
            return Answer.json(ListQuery.answer(
                    "threads", page, found, summary -> MessageJson.owned(caller, ThreadFields.item(summary))));
        }

        Answer get(Caller caller, Call call) {
            PageRequest page = ListQuery.newestFirst(call.query());
            OpenedThread opened = threads.get(caller, place.apply(call), thread.apply(call), page);
            Map<String, Object> fields = MessageJson.owned(caller, ThreadFields.item(opened.summary()));
            fields.putAll(ListQuery.answer(
                    "messages", page, opened.messages(), message -> MessageJson.full(caller, message)));
            return Answer.json(fields);
        }

        Answer update(Caller caller, Call call) {
            ThreadSummary updated =
                    threads.update(caller, place.apply(call), thread.apply(call), LabelsBody.change(call.body()));
            return Answer.json(
                    new LabelsJson(updated.id().toString(), updated.labels().texts()));
        }

        Answer delete(Caller caller, Call call) {
            threads.delete(caller, place.apply(call), thread.apply(call));
            return Answer.empty(204);
        }

        Answer attachment(Caller caller, Call call) {
            AttachmentId id = new AttachmentId(call.path().segment(attachmentSegment));
            return Linked.attachment(
                    downloads, threads.findAttachment(caller, place.apply(call), thread.apply(call), id), id);
        }
    }
}
