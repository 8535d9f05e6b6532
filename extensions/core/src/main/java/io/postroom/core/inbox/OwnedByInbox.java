package io.postroom.core.inbox;

import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import java.util.List;

/** What an inbox owns beside its mail, its keys say, as something that goes with it. */
public final class OwnedByInbox implements InboxRemoval {
    private final List<ScopeBelongings> belongings;

    public OwnedByInbox(List<ScopeBelongings> belongings) {
        this.belongings = List.copyOf(belongings);
    }

    @Override
    public void remove(Inbox inbox) {
        Scope scope = new Scope.OneInbox(inbox.pod(), inbox.id());
        belongings.forEach(kind -> kind.removeAll(inbox.organization(), scope));
    }
}
