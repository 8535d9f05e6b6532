package io.postroom.routes.v0;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.ReplyMessage;
import io.postroom.core.send.SendMessage;
import io.postroom.routes.JsonFields;
import io.postroom.routes.MailBody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The bodies of requests to send, answer and forward. */
final class SendBody {
    /** RFC 3834 §5.1. */
    private static final String ANSWER = "auto-replied";

    private SendBody() {}

    static SendMessage message(JsonFields body) {
        refuseTracking(body);
        return new SendMessage(MailBody.addressees(body), content(body, "auto-generated"), delay(body));
    }

    static ReplyMessage reply(JsonFields body) {
        refuseTracking(body);
        return new ReplyMessage(
                MailBody.addressees(body), body.flag("reply_all").orElse(false), content(body, ANSWER), delay(body));
    }

    /** An answer to all, which has no addressees of its own. */
    static ReplyMessage replyAll(JsonFields body) {
        refuseTracking(body);
        for (String name : List.of("to", "cc", "bcc")) {
            if (body.has(name)) {
                throw body.problem(name, "invalid_value", "an answer to all goes to those of the message");
            }
        }
        return new ReplyMessage(Addressees.NONE, true, content(body, ANSWER), delay(body));
    }

    /**
     * With an addition of ours: {@code automatic}, whether a program sends it by itself.
     *
     * @param word what {@code Auto-Submitted} says then
     */
    private static Content content(JsonFields body, String word) {
        Content content = MailBody.content(body);
        Optional<Boolean> automatic = body.flag("automatic");
        if (automatic.isPresent() && content.automatic().isPresent()) {
            throw body.problem("automatic", "invalid_value", "the header Auto-Submitted says that already");
        }
        return automatic
                .map(said -> content.withAutoSubmitted(said ? word : "no"))
                .orElse(content);
    }

    /** Whoever asks for what is not done hears of it; in drafts the field has no meaning. */
    private static void refuseTracking(JsonFields body) {
        if (body.flag("track_opens").orElse(false)) {
            throw new RefusedException(Reason.UNPROCESSABLE, "This server does not track who opens mail");
        }
    }

    /** An addition of ours: {@code send_delay}, in seconds. */
    private static Duration delay(JsonFields body) {
        return Duration.ofSeconds(body.wholeNumber("send_delay").orElse(0L));
    }
}
