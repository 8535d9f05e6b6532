package io.postroom.core.webhook;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventRights;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.core.text.UrlText;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which an inbox tells of its mail. Each channel of a rule is a {@link Webhook} with a {@link MailNotice}: what that carries of the
 * rule is all that is kept of it. For callers that are one inbox.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class NoticeRules {
    /** How many an inbox has at most. */
    public static final int MAX_RULES = 20;

    private static final String WEBHOOK = "webhook";
    private static final String EMAIL = "email";

    private final NoticeRows rows;
    private final Seal seal;
    private final KeyedLocks locks = new KeyedLocks();

    public NoticeRules(WebhookStore webhooks, WebhookChanges changes, Seal seal, Tokens tokens, Clock clock) {
        this.rows = new NoticeRows(webhooks, changes, new WebhookMint(seal, tokens), clock);
        this.seal = seal;
    }

    /**
     * A rule as it is now.
     *
     * @param rule a channel that was given up is not enabled
     * @param newSecret what the calls of its webhook are signed with, if that was made just now: it is not shown again
     */
    public record Shown(NoticeRule rule, Optional<String> newSecret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Shown[" + rule.id() + "]";
        }
    }

    /** In the order in which they were written. */
    public List<Shown> list(Caller caller) {
        caller.require(Permission.WEBHOOK_READ);
        return shown(channels(caller).values(), Map.of());
    }

    /** Puts these in the place of those that there are. A rule of the same id keeps its secret, and what is on its way. */
    public List<Shown> replace(Caller caller, List<NoticeRule> rules) {
        caller.require(Permission.WEBHOOK_CREATE);
        caller.require(Permission.WEBHOOK_UPDATE);
        caller.require(Permission.WEBHOOK_DELETE);
        EventRights.requireRightTo(caller, List.of(EventType.MESSAGE_RECEIVED));
        if (rules.stream().anyMatch(rule -> !rule.email().recipients().isEmpty())) {
            caller.require(Permission.MESSAGE_SEND); // it is the inbox that writes to them
        }
        check(rules);
        return locks.with(NoticeRows.inbox(caller), () -> {
            Map<ClientId, Webhook> known = channels(caller);
            Map<ClientId, Webhook> now = new LinkedHashMap<>();
            Map<String, String> secrets = new HashMap<>();
            for (int i = 0; i < rules.size(); i++) {
                for (Channel channel : channels(caller, rules.get(i), i)) {
                    Webhook before = known.get(channel.name());
                    Webhook after = before == null
                            ? rows.create(caller, channel.name(), channel.url(), channel.notice(), channel.enabled())
                            : rows.change(before, channel.url(), channel.notice(), channel.enabled());
                    now.put(channel.name(), after);
                    if (before == null && !after.isMail()) {
                        secrets.put(rules.get(i).id(), seal.open(after.secrets().current()));
                    }
                }
            }
            known.forEach((name, webhook) -> {
                if (!now.containsKey(name)) {
                    rows.delete(webhook);
                }
            });
            return shown(now.values(), secrets);
        });
    }

    private static void check(List<NoticeRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw RefusedException.invalid("rules", "an inbox has at most " + MAX_RULES + " rules");
        }
        Set<String> ids = new HashSet<>();
        for (NoticeRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw RefusedException.invalid("rules", "two rules have the id " + rule.id());
            }
            if (rule.webhook().url().isEmpty() && rule.email().recipients().isEmpty()) {
                throw RefusedException.invalid("rules", "a rule has a webhook's url or recipients of mail");
            }
        }
    }

    /** What a rule makes: a webhook for each way of telling. */
    private record Channel(ClientId name, URI url, Optional<MailNotice> notice, boolean enabled) {}

    private static List<Channel> channels(Caller caller, NoticeRule rule, int place) {
        Optional<MailNotice> notice = Optional.of(new MailNotice(rule, place));
        Optional<Channel> webhook = rule.webhook()
                .url()
                .map(url -> new Channel(
                        NoticeRows.name(caller, rule.id(), WEBHOOK),
                        url,
                        notice,
                        rule.enabled() && rule.webhook().enabled()));
        Optional<Channel> email = Optional.of(rule.email().recipients())
                .filter(recipients -> !recipients.isEmpty())
                .map(recipients -> new Channel(
                        NoticeRows.name(caller, rule.id(), EMAIL),
                        mailto(recipients),
                        notice,
                        rule.enabled() && rule.email().enabled()));
        return List.of(webhook, email).stream().flatMap(Optional::stream).toList();
    }

    /** RFC 6068 §2: what may not stand in it as it is, is percent-encoded. */
    private static URI mailto(List<String> recipients) {
        return URI.create("mailto:"
                + recipients.stream()
                        .map(mailbox -> UrlText.percentEncoded(mailbox, ".-_~@+"))
                        .collect(Collectors.joining(",")));
    }

    private Map<ClientId, Webhook> channels(Caller caller) {
        Map<ClientId, Webhook> known = new LinkedHashMap<>();
        for (Webhook webhook : rows.ofRules(caller)) {
            webhook.clientId().ifPresent(name -> known.put(name, webhook));
        }
        return known;
    }

    private static List<Shown> shown(Collection<Webhook> channels, Map<String, String> secrets) {
        Map<String, MailNotice> byRule = new HashMap<>();
        Set<String> calling = new HashSet<>();
        Set<String> writing = new HashSet<>();
        for (Webhook channel : channels) {
            channel.notice().ifPresent(notice -> {
                String id = notice.rule().id();
                byRule.put(id, notice);
                if (channel.isEnabled() || !notice.rule().enabled()) {
                    (channel.isMail() ? writing : calling).add(id);
                }
            });
        }
        return byRule.values().stream()
                .sorted(Comparator.comparingInt(MailNotice::place))
                .map(MailNotice::rule)
                .map(rule -> new Shown(
                        told(rule, calling.contains(rule.id()), writing.contains(rule.id())),
                        Optional.ofNullable(secrets.get(rule.id()))))
                .toList();
    }

    private static NoticeRule told(NoticeRule rule, boolean calls, boolean writes) {
        return new NoticeRule(
                rule.id(),
                rule.name(),
                rule.enabled(),
                rule.filter(),
                new NoticeRule.WebhookChannel(
                        rule.webhook().enabled() && calls, rule.webhook().url()),
                new NoticeRule.EmailChannel(
                        rule.email().enabled() && writes, rule.email().recipients()));
    }
}
