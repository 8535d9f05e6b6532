package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.VerifiedSender;
import io.postroom.core.verify.VerifiedSenders;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.time.Instant;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/inboxes/{inbox_id}/verified-senders}: on whose mail an inbox can rely. */
public final class VerifiedSenderRoutes implements PublicRoutes {
    private static final String SENDERS = "/verified-senders";
    private static final String ONE = SENDERS + "/:address";
    private static final int ADDRESS = 4; // behind v0, inboxes, the inbox and the resource
    private static final Right READ = Right.to(Permission.LIST_ENTRY_READ);

    private final V0Gate gate;
    private final VerifiedSenders senders;

    @Inject
    public VerifiedSenderRoutes(V0Gate gate, VerifiedSenders senders) {
        this.gate = gate;
        this.senders = senders;
    }

    @Override
    public String getBasePath() {
        return Mount.INBOX.path() + SENDERS;
    }

    @Override
    public void define(Service service) {
        gate.on(service, Mount.INBOX)
                .get(SENDERS, READ, this::list)
                .get(ONE, READ, this::get)
                .put(ONE, Right.to(Permission.LIST_ENTRY_CREATE), this::verify)
                .delete(ONE, Right.to(Permission.LIST_ENTRY_DELETE), this::withdraw);
    }

    private record SenderJson(String inboxId, String address, String method, Instant verifiedAt) {
        static SenderJson of(VerifiedSender sender) {
            return new SenderJson(
                    sender.inbox().value(),
                    sender.address().value(),
                    sender.way().wireName(),
                    sender.at());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer(
                "verified_senders", page, senders.list(caller, Ids.inbox(call), page), SenderJson::of));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(SenderJson.of(senders.get(caller, Ids.inbox(call), known(call))));
    }

    private Answer verify(Caller caller, Call call) {
        InboxId inbox = Ids.inbox(call);
        return Answer.json(SenderJson.of(senders.verify(caller, inbox, written(call))));
    }

    private Answer withdraw(Caller caller, Call call) {
        senders.withdraw(caller, Ids.inbox(call), known(call));
        return Answer.empty(204);
    }

    private static SenderAddress written(Call call) {
        try {
            return SenderAddress.parse(call.path().segment(ADDRESS));
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("address", "this is no address such as ann@example.com");
        }
    }

    /** What can be no address is answered like one that nobody has verified. */
    private static SenderAddress known(Call call) {
        try {
            return SenderAddress.parse(call.path().segment(ADDRESS));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound("Verified sender");
        }
    }
}
