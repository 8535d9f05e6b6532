package io.postroom.core.send;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;

/** Keeps programs from answering programs, which could go on for ever (RFC 3834 §2). */
final class AutomaticAnswers {
    /**
     * What a program must not answer by itself. Mail from lists is not among it: people write to lists, and an answer that says it is
     * automatic gets none.
     */
    private static final Labels OF_PROGRAMS = Labels.of(Label.AUTO_REPLY, Label.BOUNCE, Label.LOOP);

    private AutomaticAnswers() {}

    /**
     * Whether {@code answer} may go out as one to {@code answered}: not if a program wrote both; and in what goes round in circles already,
     * only if it says that a person wrote it.
     *
     * @throws RefusedException {@link Reason#LOOP_DETECTED}
     */
    static void check(Message answered, Content answer) {
        boolean circling = answered.labels().contains(Label.LOOP);
        if (answer.automatic().orElse(circling) && answered.labels().containsAny(OF_PROGRAMS)) {
            throw new RefusedException(
                    Reason.LOOP_DETECTED,
                    circling
                            ? "Too many answers have gone back and forth in this conversation"
                            : "This answer is automatic, and so is the message that it answers");
        }
    }
}
