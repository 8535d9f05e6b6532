package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.NoticeFilter;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.NoticeRule.EmailChannel;
import io.postroom.core.webhook.NoticeRule.WebhookChannel;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link MailNotice} within a webhook's column. */
record NoticeJson(
        @JsonProperty("place") int place,
        @JsonProperty("rule") RuleJson rule) {

    /** A rule. */
    record RuleJson(
            @JsonProperty("id") String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("enabled") boolean enabled,
            @JsonProperty("sender_verified") @Nullable Boolean senderVerified,
            @JsonProperty("sender_domains") @Nullable List<String> senderDomains,
            @JsonProperty("traffic_types") @Nullable List<String> trafficTypes,
            @JsonProperty("trust_tiers") @Nullable List<String> trustTiers,
            @JsonProperty("webhook_enabled") boolean webhookEnabled,
            @JsonProperty("webhook_url") @Nullable String webhookUrl,
            @JsonProperty("email_enabled") boolean emailEnabled,
            @JsonProperty("recipients") @Nullable List<String> recipients) {

        static RuleJson of(NoticeRule rule) {
            return new RuleJson(
                    rule.id(),
                    rule.name(),
                    rule.enabled(),
                    rule.filter().senderVerified().orElse(null),
                    rule.filter().senderDomains(),
                    rule.filter().trafficTypes(),
                    rule.filter().trustTiers(),
                    rule.webhook().enabled(),
                    rule.webhook().url().map(URI::toString).orElse(null),
                    rule.email().enabled(),
                    rule.email().recipients());
        }

        NoticeRule toRule() {
            return new NoticeRule(
                    id,
                    name == null ? "" : name,
                    enabled,
                    new NoticeFilter(
                            Optional.ofNullable(senderVerified),
                            Json.orEmpty(senderDomains),
                            Json.orEmpty(trafficTypes),
                            Json.orEmpty(trustTiers)),
                    new WebhookChannel(
                            webhookEnabled, Optional.ofNullable(webhookUrl).map(URI::create)),
                    new EmailChannel(emailEnabled, Json.orEmpty(recipients)));
        }
    }

    static NoticeJson of(MailNotice notice) {
        return new NoticeJson(notice.place(), RuleJson.of(notice.rule()));
    }

    MailNotice toNotice() {
        return new MailNotice(rule.toRule(), place);
    }
}
