package io.postroom.routes.assmbl;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.send.Address;
import io.postroom.core.webhook.MailNotices;
import io.postroom.core.webhook.NoticeFilter;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.NoticeRule.EmailChannel;
import io.postroom.core.webhook.NoticeRule.WebhookChannel;
import io.postroom.core.webhook.NoticeRules;
import io.postroom.routes.JsonFields;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A rule as {@code /notifications} reads and shows it. */
record RuleJson(String id, String name, boolean enabled, FiltersJson filters, ChannelsJson channels) {
    private static final int MAX_TEXT = 128;
    private static final int MAX_VALUES = 50;
    private static final int MAX_RECIPIENTS = 10;

    /** @param senderVerified null if it does not matter */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record FiltersJson(
            Optional<Boolean> senderVerified,
            List<String> senderDomains,
            List<String> trafficTypes,
            List<String> trustTiers) {
        static FiltersJson of(NoticeFilter filter) {
            return new FiltersJson(
                    filter.senderVerified(), filter.senderDomains(), filter.trafficTypes(), filter.trustTiers());
        }
    }

    private record ChannelsJson(WebhookJson webhook, EmailJson email) {}

    /** @param url null if it has none */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record WebhookJson(
            boolean enabled,
            Optional<String> url,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> signingSecret) {
        static WebhookJson of(WebhookChannel channel, Optional<String> secret) {
            return new WebhookJson(channel.enabled(), channel.url().map(URI::toString), secret);
        }
    }

    private record EmailJson(boolean enabled, List<String> recipients) {}

    static RuleJson of(NoticeRules.Shown shown) {
        NoticeRule rule = shown.rule();
        return new RuleJson(
                rule.id(),
                rule.name(),
                rule.enabled(),
                FiltersJson.of(rule.filter()),
                new ChannelsJson(
                        WebhookJson.of(rule.webhook(), shown.newSecret()),
                        new EmailJson(rule.email().enabled(), rule.email().recipients())));
    }

    static List<NoticeRule> read(JsonFields body) {
        if (!body.has("rules")) {
            throw body.problem("rules", "invalid_type", "expected array, received nothing");
        }
        return body.objects("rules").stream().map(RuleJson::rule).toList();
    }

    private static NoticeRule rule(JsonFields rule) {
        Optional<JsonFields> channels = rule.object("channels");
        return new NoticeRule(
                rule.value("id", RuleJson::id).orElseGet(() -> UUID.randomUUID().toString()),
                rule.value("name", RuleJson::plain).orElse(""),
                rule.flag("enabled").orElse(true),
                rule.object("filters").map(RuleJson::filter).orElse(NoticeFilter.NONE),
                channels.flatMap(all -> all.object("webhook"))
                        .map(RuleJson::webhook)
                        .orElse(new WebhookChannel(false, Optional.empty())),
                channels.flatMap(all -> all.object("email"))
                        .map(RuleJson::email)
                        .orElse(new EmailChannel(false, List.of())));
    }

    private static NoticeFilter filter(JsonFields filter) {
        return new NoticeFilter(
                filter.flag("sender_verified"),
                words(filter, "sender_domains"),
                words(filter, "traffic_types"),
                words(filter, "trust_tiers"));
    }

    private static List<String> words(JsonFields filter, String name) {
        List<String> words = filter.values(name, RuleJson::id).orElse(List.of());
        if (words.size() > MAX_VALUES) {
            throw filter.problem(name, "invalid_value", "at most " + MAX_VALUES);
        }
        return words;
    }

    private static WebhookChannel webhook(JsonFields channel) {
        return new WebhookChannel(channel.flag("enabled").orElse(true), channel.value("url", MailNotices::url));
    }

    private static EmailChannel email(JsonFields channel) {
        List<String> recipients = channel.values(
                        "recipients", text -> Address.parse(text).mailbox())
                .orElse(List.of());
        if (recipients.size() > MAX_RECIPIENTS) {
            throw channel.problem("recipients", "invalid_value", "at most " + MAX_RECIPIENTS + " recipients");
        }
        return new EmailChannel(channel.flag("enabled").orElse(true), recipients);
    }

    private static String id(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return plain(text);
    }

    private static String plain(String text) {
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("at most " + MAX_TEXT + " characters, none of control");
        }
        return text;
    }
}
