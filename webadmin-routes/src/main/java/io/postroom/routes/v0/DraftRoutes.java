package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftEditing;
import io.postroom.core.draft.DraftFields;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftSending;
import io.postroom.core.draft.Drafts;
import io.postroom.core.draft.Drafts.Place;
import io.postroom.core.draft.OpenedDraft;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/inboxes/{inbox_id}/drafts}: create, list, show, change, delete and send drafts; {@code /v0/drafts} and the same of a pod: list
 * and show those of every inbox.
 */
public final class DraftRoutes implements PublicRoutes {
    private static final String EVERYWHERE = "/v0/drafts";
    private static final String IN_POD = "/v0/pods/:pod_id/drafts";
    private static final String IN_INBOX = "/v0/inboxes/:inbox_id/drafts";
    private static final String ONE_IN_INBOX = IN_INBOX + "/:draft_id";
    private static final int ATTACHMENT = 4; // after v0, drafts, the draft and attachments
    private static final int ATTACHMENT_WITHIN = 6;

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
        return EVERYWHERE;
    }

    @Override
    public void define(Service service) {
        new Reading(call -> new Place.Everywhere(), Ids::draft, ATTACHMENT).define(service, EVERYWHERE);
        new Reading(call -> new Place.InPod(Ids.pod(call)), Ids::draftWithin, ATTACHMENT_WITHIN)
                .define(service, IN_POD);
        new Reading(call -> new Place.In(Ids.inbox(call)), Ids::draftWithin, ATTACHMENT_WITHIN)
                .define(service, IN_INBOX);
        gate.on(service)
                .post(IN_INBOX, SendRoutes.BODY_LIMIT, this::create)
                .patch(ONE_IN_INBOX, SendRoutes.BODY_LIMIT, this::update)
                .delete(ONE_IN_INBOX, this::delete)
                .post(ONE_IN_INBOX + "/send", this::send);
    }

    /** The routes that change nothing, of one place, with where its ids stand in the path. */
    private final class Reading {
        private final Function<Call, Place> place;
        private final Function<Call, DraftId> draft;
        private final int attachmentSegment;

        Reading(Function<Call, Place> place, Function<Call, DraftId> draft, int attachmentSegment) {
            this.place = place;
            this.draft = draft;
            this.attachmentSegment = attachmentSegment;
        }

        void define(Service service, String base) {
            gate.on(service)
                    .get(base, this::list)
                    .get(base + "/:draft_id", this::get)
                    .get(base + "/:draft_id/attachments/:attachment_id", this::attachment);
        }

        private Answer list(Caller caller, Call call) {
            PageRequest page = ListQuery.page(call.query());
            MessageFilter wish = ListQuery.filter(call.query());
            MessageFilter filter = new MessageFilter(wish.labels(), Labels.NONE, wish.before(), wish.after());
            Page<Draft> found = drafts.list(caller, place.apply(call), filter, page);
            return Answer.json(
                    ListQuery.answer("drafts", page, found, item -> MessageJson.owned(caller, DraftFields.item(item))));
        }

        private Answer get(Caller caller, Call call) {
            return full(caller, drafts.get(caller, place.apply(call), draft.apply(call)));
        }

        private Answer attachment(Caller caller, Call call) {
            Draft found = drafts.find(caller, place.apply(call), draft.apply(call));
            return Linked.attachment(
                    downloads, found, new AttachmentId(call.path().segment(attachmentSegment)));
        }
    }

    private static Answer full(Caller caller, OpenedDraft opened) {
        return Answer.json(MessageJson.owned(caller, DraftFields.full(opened)));
    }

    private Answer create(Caller caller, Call call) {
        return full(caller, editing.create(caller, Ids.inbox(call), DraftBody.create(call.body())));
    }

    private Answer update(Caller caller, Call call) {
        InboxId inbox = Ids.inbox(call);
        return full(caller, editing.update(caller, inbox, Ids.draftWithin(call), DraftBody.update(call.body())));
    }

    private Answer delete(Caller caller, Call call) {
        editing.delete(caller, Ids.inbox(call), Ids.draftWithin(call));
        return Answer.empty(204);
    }

    private Answer send(Caller caller, Call call) {
        LabelChange labels = LabelsBody.change(call.optionalBody());
        return SendRoutes.sent(
                sending.send(caller, Ids.inbox(call), Ids.draftWithin(call), labels, SendRoutes.asker(call)));
    }
}
