package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.draft.Schedule;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.send.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Schedule} of a draft in a column.
 *
 * @param name {@code none}, {@code at}, {@code sending} or {@code failed}
 * @param time when it is, or was, to be sent
 * @param until when an attempt counts as lost
 */
record ScheduleJson(
        @JsonProperty("v") int version,
        @JsonProperty("name") String name,
        @JsonProperty("time") @Nullable String time,
        @JsonProperty("key") @Nullable String key,
        @JsonProperty("add") @Nullable List<String> add,
        @JsonProperty("remove") @Nullable List<String> remove,
        @JsonProperty("until") @Nullable String until,
        @JsonProperty("why") @Nullable String why) {

    static ScheduleJson of(Schedule schedule) {
        String time = schedule.time().map(Instant::toString).orElse(null);
        if (schedule instanceof Schedule.Sending sending) {
            return new ScheduleJson(
                    Json.VERSION,
                    "sending",
                    time,
                    sending.key().value(),
                    sending.labels().add().texts(),
                    sending.labels().remove().texts(),
                    sending.until().toString(),
                    null);
        }
        if (schedule instanceof Schedule.Failed failed) {
            return new ScheduleJson(Json.VERSION, "failed", time, null, null, null, null, failed.why());
        }
        String name = schedule instanceof Schedule.At ? "at" : "none";
        return new ScheduleJson(Json.VERSION, name, time, null, null, null, null, null);
    }

    Schedule toSchedule() {
        Optional<Instant> wished = Optional.ofNullable(time).map(Instant::parse);
        return switch (name) {
            case "none" -> Schedule.NONE;
            case "at" -> new Schedule.At(wished.orElseThrow());
            case "sending" ->
                new Schedule.Sending(
                        wished,
                        new IdempotencyKey(Objects.requireNonNull(key)),
                        new LabelChange(Labels.parse(Json.orEmpty(add)), Labels.parse(Json.orEmpty(remove))),
                        Instant.parse(Objects.requireNonNull(until)));
            case "failed" -> new Schedule.Failed(wished, why == null ? "" : why);
            default -> throw new IllegalStateException("unknown schedule of a draft: " + name);
        };
    }
}
