package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.SealedText;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.SigningSecrets.Retired;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import io.postroom.core.webhook.WebhookState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Webhook} in a column. */
record WebhookJson(
        @JsonProperty("v") int version,
        @JsonProperty("id") String id,
        @JsonProperty("organization") String organization,
        @JsonProperty("scope_pod") @Nullable String scopePod,
        @JsonProperty("scope_inbox") @Nullable String scopeInbox,
        @JsonProperty("url") String url,
        @JsonProperty("event_types") @Nullable List<String> eventTypes,
        @JsonProperty("pods") @Nullable List<String> pods,
        @JsonProperty("inboxes") @Nullable List<String> inboxes,
        @JsonProperty("secret") String secret,
        @JsonProperty("retired") @Nullable List<RetiredJson> retired,
        @JsonProperty("form") @Nullable String form,
        @JsonProperty("headers") @Nullable Map<String, String> headers,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("failing_since") @Nullable String failingSince,
        @JsonProperty("disabled_at") @Nullable String disabledAt,
        @JsonProperty("disabled_why") @Nullable String disabledWhy,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("notice") @Nullable NoticeJson notice) {

    /** A secret that was replaced and goes on signing for a while. */
    record RetiredJson(
            @JsonProperty("secret") String secret,
            @JsonProperty("until") String until) {
        static RetiredJson of(Retired retired) {
            return new RetiredJson(retired.secret().base64(), retired.until().toString());
        }

        Retired toRetired() {
            return new Retired(new SealedText(secret), Instant.parse(until));
        }
    }

    static String write(Webhook webhook) {
        Map<String, String> headers = new TreeMap<>();
        webhook.headers().forEach((name, value) -> headers.put(name, value.base64()));
        Optional<WebhookState.Disabled> disabled =
                webhook.state() instanceof WebhookState.Disabled state ? Optional.of(state) : Optional.empty();
        Optional<Instant> failingSince =
                webhook.state() instanceof WebhookState.Enabled state ? state.failingSince() : Optional.empty();
        return Json.write(new WebhookJson(
                Json.VERSION,
                webhook.id().value(),
                webhook.organization().toString(),
                webhook.scope().withinPod().map(PodId::toString).orElse(null),
                webhook.scope().withinInbox().map(InboxId::value).orElse(null),
                webhook.url().toString(),
                webhook.eventTypes().stream().map(EventType::wireName).sorted().toList(),
                webhook.pods().stream().map(PodId::toString).sorted().toList(),
                webhook.inboxes().stream().map(InboxId::value).sorted().toList(),
                webhook.secrets().current().base64(),
                webhook.secrets().retired().stream().map(RetiredJson::of).toList(),
                webhook.form().name(),
                headers,
                webhook.clientId().map(ClientId::value).orElse(null),
                failingSince.map(Instant::toString).orElse(null),
                disabled.map(state -> state.at().toString()).orElse(null),
                disabled.map(WebhookState.Disabled::why).orElse(null),
                webhook.createdAt().toString(),
                webhook.updatedAt().toString(),
                webhook.notice().map(NoticeJson::of).orElse(null)));
    }

    static Webhook read(String text) {
        return Json.read(text, WebhookJson.class).toWebhook();
    }

    private Webhook toWebhook() {
        Map<String, SealedText> sealed = (headers == null ? Map.<String, String>of() : headers)
                .entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new SealedText(entry.getValue())));
        return new Webhook(
                new WebhookId(id),
                OrganizationId.parse(organization),
                Scope.of(
                        Optional.ofNullable(scopePod).map(PodId::parse),
                        Optional.ofNullable(scopeInbox).map(InboxId::new)),
                URI.create(url),
                Json.orEmpty(eventTypes).stream()
                        .flatMap(name -> EventType.named(name).stream())
                        .collect(Collectors.toSet()),
                Json.orEmpty(pods).stream().map(PodId::parse).collect(Collectors.toSet()),
                Json.orEmpty(inboxes).stream().map(InboxId::new).collect(Collectors.toSet()),
                new SigningSecrets(
                        new SealedText(secret),
                        Json.orEmpty(retired).stream()
                                .map(RetiredJson::toRetired)
                                .toList(),
                        form == null ? CallForm.STANDARD : CallForm.valueOf(form)),
                sealed,
                Optional.ofNullable(clientId).map(ClientId::new),
                state(),
                Instant.parse(createdAt),
                Instant.parse(updatedAt),
                Optional.ofNullable(notice).map(NoticeJson::toNotice));
    }

    private WebhookState state() {
        return disabledAt == null
                ? new WebhookState.Enabled(Optional.ofNullable(failingSince).map(Instant::parse))
                : new WebhookState.Disabled(Instant.parse(disabledAt), disabledWhy == null ? "" : disabledWhy);
    }
}
