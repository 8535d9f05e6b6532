package io.postroom.james.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.james.server.task.json.JsonTaskAdditionalInformationSerializer;
import org.apache.james.task.Task;
import org.junit.jupiter.api.Test;

class RebuildTest {
    private static final List<InboxId> BOTH = List.of(Fixtures.SUPPORT, Fixtures.SALES);

    @Test
    void tellsHowFarItHasCome() {
        RebuildTask task = new RebuildTask("all", BOTH.iterator(), (inbox, each) -> each.run(), new FixedClock());

        assertThat(task.run()).isEqualTo(Task.Result.COMPLETED);
        assertThat(task.details()).contains(new RebuildProgress("all", 2, 0, 2, Fixtures.NOW));
    }

    @Test
    void goesOnWhereAnInboxFails() {
        RebuildTask task = new RebuildTask(
                "all",
                BOTH.iterator(),
                (inbox, each) -> {
                    each.run();
                    if (inbox.equals(Fixtures.SUPPORT)) {
                        throw new UncheckedIOException(new IOException("down"));
                    }
                },
                new FixedClock());

        assertThat(task.run()).isEqualTo(Task.Result.PARTIAL);
        assertThat(task.details()).contains(new RebuildProgress("all", 2, 1, 2, Fixtures.NOW));
    }

    @Test
    void isShownByWebAdmin() throws Exception {
        RebuildProgress progress = new RebuildProgress("all", 2, 1, 5, Fixtures.NOW);
        JsonTaskAdditionalInformationSerializer json =
                JsonTaskAdditionalInformationSerializer.of(RebuildProgressJson.module());

        String text = json.serialize(progress);

        assertThat(text).contains("\"type\":\"postroom-rebuild\"", "\"failedInboxes\":1");
        assertThat(json.deserialize(text)).isEqualTo(progress);
    }
}
