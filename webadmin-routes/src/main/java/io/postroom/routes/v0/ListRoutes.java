package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListType;
import io.postroom.core.list.Lists;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/lists}, and the same of one pod or inbox: with whom mail may be exchanged. */
public final class ListRoutes implements PublicRoutes {
    private static final String LISTS = "lists";
    private static final String BASE = "/" + LISTS + "/:direction/:type";
    private static final String ONE = BASE + "/:entry";
    private static final String ANY = BASE + "/*"; // the same where slashes of an address are not encoded
    private static final int DIRECTION = 1;
    private static final int TYPE = 2;
    private static final int ENTRY = 3;
    private static final Right READ = Right.to(Permission.LIST_ENTRY_READ);

    private final V0Gate gate;
    private final Lists lists;

    @Inject
    public ListRoutes(V0Gate gate, Lists lists) {
        this.gate = gate;
        this.lists = lists;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + "/" + LISTS;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, READ, this::list)
                    .post(BASE, Right.to(Permission.LIST_ENTRY_CREATE), this::create)
                    .get(ONE, READ, this::get)
                    .delete(ONE, Right.to(Permission.LIST_ENTRY_DELETE), this::delete)
                    .get(ANY, READ, this::get)
                    .delete(ANY, Right.to(Permission.LIST_ENTRY_DELETE), this::delete);
        }
    }

    private record EntryJson(
            String organizationId,
            Optional<String> podId,
            Optional<String> inboxId,
            String entry,
            String entryType,
            String direction,
            String listType,
            Optional<String> reason,
            boolean readOnly,
            Instant createdAt) {

        static EntryJson of(ListEntry entry) {
            return new EntryJson(
                    entry.list().organization().toString(),
                    entry.list().scope().withinPod().map(PodId::toString),
                    entry.list().scope().withinInbox().map(InboxId::value),
                    entry.name().value(),
                    entry.name().type().wireName(),
                    entry.list().direction().wireName(),
                    entry.list().type().wireName(),
                    entry.reason(),
                    entry.readOnly(),
                    entry.createdAt());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer(
                "entries", page, lists.list(caller, direction(call), type(call), page), EntryJson::of));
    }

    private Answer create(Caller caller, Call call) {
        Direction direction = direction(call);
        ListType type = type(call);
        JsonFields body = call.body();
        EntryName name = body.value("entry", EntryName::parse)
                .orElseThrow(() -> body.problem("entry", "invalid_type", "an address or a domain is required"));
        Optional<String> reason = body.value("reason", ListEntry::checkedReason).filter(text -> !text.isEmpty());
        return Answer.json(EntryJson.of(lists.create(caller, direction, type, name, reason)));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(EntryJson.of(lists.get(caller, direction(call), type(call), name(call))));
    }

    private Answer delete(Caller caller, Call call) {
        lists.delete(caller, direction(call), type(call), name(call));
        return Answer.empty(204);
    }

    private static Direction direction(Call call) {
        return Direction.named(Ids.part(call, LISTS, DIRECTION))
                .orElseThrow(() -> RefusedException.invalid("direction", "direction is send, receive or reply"));
    }

    private static ListType type(Call call) {
        return ListType.named(Ids.part(call, LISTS, TYPE))
                .orElseThrow(() -> RefusedException.invalid("type", "type is allow or block"));
    }

    /** What can be no entry is answered like one that is not there. */
    private static EntryName name(Call call) {
        try {
            return EntryName.parse(Ids.rest(call, LISTS, ENTRY));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound("List entry");
        }
    }
}
