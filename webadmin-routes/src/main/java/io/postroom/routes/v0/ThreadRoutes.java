package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.Searching;
import io.postroom.core.search.Searching.Matches;
import io.postroom.core.search.Searching.Wish;
import io.postroom.core.thread.ThreadFields;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.thread.Threads;
import io.postroom.core.thread.Threads.OpenedThread;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/threads}, and the same of one pod or inbox: list, search, show, label and delete threads. */
public final class ThreadRoutes implements PublicRoutes {
    private static final String BASE = "/threads";
    private static final String ONE = BASE + "/:thread_id";
    private static final Right READ = Right.to(Permission.MESSAGE_READ);

    private final V0Gate gate;
    private final Threads threads;
    private final Searching searching;
    private final Downloads downloads;

    @Inject
    public ThreadRoutes(V0Gate gate, Threads threads, Searching searching, Downloads downloads) {
        this.gate = gate;
        this.threads = threads;
        this.searching = searching;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, READ, this::list)
                    .get(BASE + "/search", READ, this::search)
                    .get(ONE, READ, this::get)
                    .patch(ONE, Right.to(Permission.MESSAGE_UPDATE), this::update)
                    .delete(ONE, Right.to(Permission.MESSAGE_DELETE), this::delete)
                    .get(ONE + "/attachments/:attachment_id", READ, this::attachment);
        }
    }

    private record LabelsJson(String threadId, List<String> labels) {}

    private Answer list(Caller caller, Call call) {
        Query query = call.query();
        PageRequest page = ListQuery.page(query);
        MessageFilter filter = ListQuery.filter(query);
        FieldFilter fields = SearchQueries.ofThreads(query);
        Page<ThreadSummary> found = fields.isEmpty()
                ? threads.list(caller, filter, page)
                : searching.listThreads(caller, fields, filter, page);
        return Answer.json(ListQuery.answer(
                "threads", page, found, summary -> MessageJson.owned(caller, ThreadFields.item(summary))));
    }

    private Answer search(Caller caller, Call call) {
        Wish wish = SearchQueries.wish(call.query());
        Matches<ThreadSummary> found = searching.threads(caller, wish);
        return Answer.json(SearchQueries.answer(
                "threads", wish.limit(), found, summary -> MessageJson.owned(caller, ThreadFields.item(summary))));
    }

    private Answer get(Caller caller, Call call) {
        PageRequest page = ListQuery.newestFirst(call.query());
        OpenedThread opened = threads.get(caller, Ids.thread(call), ListQuery.hidden(call.query()), page);
        Map<String, Object> fields = MessageJson.owned(caller, ThreadFields.item(opened.summary()));
        fields.putAll(
                ListQuery.answer("messages", page, opened.messages(), message -> MessageJson.full(caller, message)));
        return Answer.json(fields);
    }

    private Answer update(Caller caller, Call call) {
        ThreadSummary updated = threads.update(caller, Ids.thread(call), LabelsBody.change(call.body()));
        return Answer.json(
                new LabelsJson(updated.id().toString(), updated.labels().texts()));
    }

    /** Clients before August 2026 say {@code permanent}; to them, false is the trash. */
    private Answer delete(Caller caller, Call call) {
        boolean trash = call.query().first("permanent").isPresent() && !ListQuery.flag(call.query(), "permanent");
        if (trash) {
            threads.discard(caller, Ids.thread(call));
        } else {
            threads.delete(caller, Ids.thread(call));
        }
        return Answer.empty(204);
    }

    private Answer attachment(Caller caller, Call call) {
        AttachmentId id = Ids.attachment(call, "threads");
        return Linked.attachment(downloads, threads.findAttachment(caller, Ids.thread(call), id), id);
    }
}
