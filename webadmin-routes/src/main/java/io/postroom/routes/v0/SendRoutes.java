package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.draft.CreateDraft;
import io.postroom.core.draft.DraftEditing;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Asker;
import io.postroom.core.send.Sending;
import io.postroom.core.send.SentMessage;
import io.postroom.core.send.Undo;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.MailBody;
import io.postroom.routes.Right;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/inboxes/{inbox_id}/messages/…}: send a message, answer one, forward one, take one back. {@code …/draft-reply} and the like,
 * which clients of July 2026 call, write a draft.
 */
public final class SendRoutes implements PublicRoutes {
    private static final String BASE = "/v0/inboxes/:inbox_id/messages";
    private static final String ONE = BASE + "/:message_id";
    private static final String ANY = BASE + "/*"; // the same where slashes of an id are not encoded

    private static final Right TO_SEND = Right.to(Permission.MESSAGE_SEND);
    private static final Right TO_ANSWER = Right.to(Permission.MESSAGE_SEND, Permission.MESSAGE_READ);
    private static final Right TO_DRAFT = Right.to(Permission.DRAFT_CREATE, Permission.MESSAGE_READ);

    private final V0Gate gate;
    private final Sending sending;
    private final Undo undo;
    private final DraftEditing drafts;

    @Inject
    public SendRoutes(V0Gate gate, Sending sending, Undo undo, DraftEditing drafts) {
        this.gate = gate;
        this.sending = sending;
        this.undo = undo;
        this.drafts = drafts;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .post(BASE + "/send", TO_SEND, MailBody.LIMIT, this::send)
                .post(ONE + "/reply", TO_ANSWER, MailBody.LIMIT, this::answer)
                .post(ONE + "/reply-all", TO_ANSWER, MailBody.LIMIT, this::answer)
                .post(ONE + "/forward", TO_ANSWER, MailBody.LIMIT, this::answer)
                .post(ONE + "/cancel", TO_SEND, MailBody.LIMIT, this::answer)
                .post(ONE + "/draft-reply", TO_DRAFT, MailBody.LIMIT, this::draft)
                .post(ONE + "/draft-reply-all", TO_DRAFT, MailBody.LIMIT, this::draft)
                .post(ONE + "/draft-forward", TO_DRAFT, MailBody.LIMIT, this::draft)
                .post(ANY, Right.ANY_KEY, MailBody.LIMIT, this::any);
    }

    record SentJson(String messageId, String threadId) {
        static SentJson of(SentMessage sent) {
            return new SentJson(sent.id().value(), sent.thread().toString());
        }
    }

    /** The answer to {@code POST …/cancel}, an addition of ours. */
    private record CancelledJson(String messageId, String threadId, List<String> labels) {
        static CancelledJson of(Message copy) {
            return new CancelledJson(
                    copy.id().value(), copy.thread().toString(), copy.labels().texts());
        }
    }

    private Answer send(Caller caller, Call call) {
        return sent(sending.send(caller, Ids.inbox(call), SendBody.message(call.body()), call.asker()));
    }

    private Answer answer(Caller caller, Call call) {
        MessagePath path = MessagePath.of(call);
        InboxId inbox = Ids.inbox(call);
        MessageId message = path.message();
        Asker asker = call.asker();
        return switch (path.action()) {
            case "reply" -> sent(sending.reply(caller, inbox, message, SendBody.reply(call.body()), asker));
            case "reply-all" -> sent(sending.reply(caller, inbox, message, SendBody.replyAll(call.body()), asker));
            case "forward" -> sent(sending.forward(caller, inbox, message, SendBody.message(call.body()), asker));
            case "cancel" -> Answer.json(CancelledJson.of(undo.cancel(caller, inbox, message)));
            default -> throw RefusedException.notFound("Message");
        };
    }

    /** What the route that the path means does, and asks of a key. */
    private Answer any(Caller caller, Call call) {
        return switch (MessagePath.of(call).action()) {
            case "draft-reply", "draft-reply-all", "draft-forward" -> {
                TO_DRAFT.check(caller);
                yield draft(caller, call);
            }
            case "reply", "reply-all", "forward" -> {
                TO_ANSWER.check(caller);
                yield answer(caller, call);
            }
            default -> {
                TO_SEND.check(caller);
                yield answer(caller, call);
            }
        };
    }

    private Answer draft(Caller caller, Call call) {
        MessagePath path = MessagePath.of(call);
        CreateDraft wish = switch (path.action()) {
            case "draft-reply" -> DraftBody.reply(call.body(), path.message());
            case "draft-reply-all" -> DraftBody.replyAll(call.body(), path.message());
            case "draft-forward" -> DraftBody.forward(call.body(), path.message());
            default -> throw RefusedException.notFound("Message");
        };
        return DraftRoutes.full(caller, drafts.create(caller, Ids.inbox(call), wish));
    }

    static Answer sent(SentMessage sent) {
        return Answer.json(SentJson.of(sent));
    }
}
