package io.postroom.routes.assmbl;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.message.AssmblFields;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Asker;
import io.postroom.core.send.SendMessage;
import io.postroom.core.send.Sending;
import io.postroom.core.send.SentMessage;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.MailBody;
import io.postroom.routes.Right;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code POST /send}. */
public final class SendRoutes implements PublicRoutes {
    private static final String PATH = "/send";

    /** Accepted: it leaves afterwards. Which 2xx it is, nobody has published. */
    private static final int SENT = 202;

    private final AssmblGate gate;
    private final Sending sending;

    @Inject
    public SendRoutes(AssmblGate gate, Sending sending) {
        this.gate = gate;
        this.sending = sending;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        gate.on(service).post(PATH, Right.to(Permission.MESSAGE_SEND), MailBody.LIMIT, this::send);
    }

    private Answer send(Caller caller, Call call) {
        InboxId inbox = AssmblGate.inbox(caller);
        SendBody body = SendBody.of(call.body().withoutNulls());
        SendMessage message = body.message();
        Asker asker = new Asker(body.keyFor(inbox), call::isGone);
        return Answer.json(SENT, SentJson.of(body, sending.send(caller, inbox, message, asker)));
    }

    /**
     * A repetition gets the same.
     *
     * @param correlationId made of the message's id, if none was given
     * @param reservationKey of a market, which this server has not
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record SentJson(
            String messageId,
            String threadId,
            String correlationId,
            Optional<String> idempotencyKey,
            Optional<String> reservationKey) {

        static SentJson of(SendBody body, SentMessage sent) {
            return new SentJson(
                    AssmblFields.id(sent.id()),
                    sent.thread().toString(),
                    body.correlationId().orElseGet(() -> correlation(sent.id())),
                    body.idempotencyKey(),
                    Optional.empty());
        }

        private static String correlation(MessageId id) {
            return Digest.sha256("correlation", id.value()).toUuid().toString();
        }
    }
}
