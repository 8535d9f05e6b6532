package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftEditing;
import io.postroom.core.draft.DraftFields;
import io.postroom.core.draft.DraftSending;
import io.postroom.core.draft.Drafts;
import io.postroom.core.draft.OpenedDraft;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.MailBody;
import io.postroom.routes.Right;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/inboxes/{inbox_id}/drafts}: create, list, show, change, delete and send drafts; {@code /v0/drafts} and the same of a pod: list
 * and show those of every inbox.
 */
public final class DraftRoutes implements PublicRoutes {
    private static final String BASE = "/drafts";
    private static final String ONE = BASE + "/:draft_id";
    private static final Right READ = Right.to(Permission.DRAFT_READ);

    private final V0Gate gate;
    private final Drafts drafts;
    private final DraftEditing editing;
    private final DraftSending sending;
    private final Downloads downloads;

    @Inject
    public DraftRoutes(V0Gate gate, Drafts drafts, DraftEditing editing, DraftSending sending, Downloads downloads) {
        this.gate = gate;
        this.drafts = drafts;
        this.editing = editing;
        this.sending = sending;
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
                    .get(ONE, READ, this::get)
                    .get(ONE + "/attachments/:attachment_id", READ, this::attachment);
        }
        String base = Mount.INBOX.path() + BASE;
        String one = Mount.INBOX.path() + ONE;
        gate.on(service)
                .post(base, Right.to(Permission.DRAFT_CREATE), MailBody.LIMIT, this::create)
                .patch(one, Right.to(Permission.DRAFT_UPDATE), MailBody.LIMIT, this::update)
                .delete(one, Right.to(Permission.DRAFT_DELETE), this::delete)
                .post(one + "/send", Right.to(Permission.DRAFT_SEND), this::send);
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        MessageFilter wish = ListQuery.filter(call.query());
        MessageFilter filter = new MessageFilter(wish.labels(), Labels.NONE, wish.before(), wish.after());
        Page<Draft> found = drafts.list(caller, filter, page);
        return Answer.json(
                ListQuery.answer("drafts", page, found, item -> MessageJson.owned(caller, DraftFields.item(item))));
    }

    private Answer get(Caller caller, Call call) {
        return full(caller, drafts.get(caller, Ids.draft(call)));
    }

    private Answer attachment(Caller caller, Call call) {
        Draft found = drafts.find(caller, Ids.draft(call));
        return Linked.attachment(downloads, found, Ids.attachment(call, "drafts"));
    }

    static Answer full(Caller caller, OpenedDraft opened) {
        return Answer.json(MessageJson.owned(caller, DraftFields.full(opened)));
    }

    private Answer create(Caller caller, Call call) {
        return full(caller, editing.create(caller, Ids.inbox(call), DraftBody.create(call.body())));
    }

    private Answer update(Caller caller, Call call) {
        InboxId inbox = Ids.inbox(call);
        return full(caller, editing.update(caller, inbox, Ids.draft(call), DraftBody.update(call.body())));
    }

    private Answer delete(Caller caller, Call call) {
        editing.delete(caller, Ids.inbox(call), Ids.draft(call));
        return Answer.empty(204);
    }

    private Answer send(Caller caller, Call call) {
        LabelChange labels = LabelsBody.change(call.optionalBody());
        return SendRoutes.sent(sending.send(caller, Ids.inbox(call), Ids.draft(call), labels, call.asker()));
    }
}
