package io.postroom.routes.inboxai;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.message.LabelChange;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.ReplyMessage;
import io.postroom.core.send.SendMessage;
import io.postroom.core.send.Sending;
import io.postroom.core.send.SentMessage;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.MailBody;
import io.postroom.routes.Right;
import java.time.Duration;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/inboxes/{inbox_id}/messages/…}: send a message, answer one, forward one. */
public final class SendRoutes implements PublicRoutes {
    private static final String BASE = "/inboxes/:inbox_id/messages";
    private static final String ONE = BASE + "/:message_id";
    private static final Right TO_SEND = Right.to(Permission.MESSAGE_SEND);
    private static final Right TO_ANSWER = Right.to(Permission.MESSAGE_SEND, Permission.MESSAGE_READ);

    private final InboxAiGate gate;
    private final Sending sending;

    @Inject
    public SendRoutes(InboxAiGate gate, Sending sending) {
        this.gate = gate;
        this.sending = sending;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .post(BASE + "/send", TO_SEND, MailBody.LIMIT, this::send)
                .post(ONE + "/reply", TO_ANSWER, MailBody.LIMIT, (caller, call) -> reply(caller, call, false))
                .post(ONE + "/reply-all", TO_ANSWER, MailBody.LIMIT, (caller, call) -> reply(caller, call, true))
                .post(ONE + "/forward", TO_ANSWER, MailBody.LIMIT, this::forward);
    }

    private record SentJson(String messageId, String threadId) {}

    private static Answer sent(SentMessage sent) {
        return Answer.json(new SentJson(Ids.of(sent.id()), Ids.of(sent.thread())));
    }

    private Answer send(Caller caller, Call call) {
        return sent(sending.send(caller, Ids.inbox(call), message(call), call.asker()));
    }

    private Answer reply(Caller caller, Call call, boolean all) {
        JsonFields body = call.optionalBody().withoutNulls();
        ReplyMessage reply =
                new ReplyMessage(Addressees.NONE, MailBody.addresses(body, "cc"), all, content(body), Duration.ZERO);
        return sent(sending.reply(caller, Ids.inbox(call), Ids.message(call), reply, call.asker()));
    }

    private Answer forward(Caller caller, Call call) {
        return sent(sending.forwardApart(caller, Ids.inbox(call), Ids.message(call), message(call), call.asker()));
    }

    private static SendMessage message(Call call) {
        JsonFields body = call.body().withoutNulls();
        Addressees addressees = MailBody.addressees(body);
        if (addressees.to().isEmpty()) {
            throw body.problem("to", "invalid_type", "to names nobody");
        }
        return new SendMessage(addressees, content(body));
    }

    private static Content content(JsonFields body) {
        Content content = MailBody.content(body);
        LabelChange.refuseSystem("labels", content.labels());
        return content;
    }
}
