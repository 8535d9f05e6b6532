package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches those recipients of mail from a mail client to whom the lists of the inbox that logged in let nothing out. Mail sent over the API
 * is held against them when it is asked for and by {@link RefuseSuppressed}; other mail, and installations without lists, cost it nothing.
 *
 * <p>Called by the spool's workers at the same time; thread-safe. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class RefusedByLists extends GenericMatcher {
    private final ListRules rules;
    private final InboxStore inboxes;

    @Inject
    public RefusedByLists(ListRules rules, InboxStore inboxes) {
        this.rules = rules;
        this.inboxes = inboxes;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        Optional<String> user = Submitter.of(mail);
        if (user.isEmpty() || !rules.mayApply()) {
            return List.of();
        }
        return user.flatMap(InboxId::tryParse)
                .flatMap(inboxes::findRecent)
                .map(inbox -> rules.refused(inbox, Direction.SEND, AnnounceSent.recipientsOf(mail)))
                .map(refused -> among(mail, refused))
                .orElse(List.of());
    }

    private static List<MailAddress> among(Mail mail, Set<String> refused) {
        return mail.getRecipients().stream()
                .filter(recipient -> refused.contains(recipient.asString()))
                .toList();
    }

    @Override
    public String getMatcherInfo() {
        return "Postroom: recipients that the lists of the sending inbox refuse";
    }
}
