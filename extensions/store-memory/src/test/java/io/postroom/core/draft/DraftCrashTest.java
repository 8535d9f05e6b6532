package io.postroom.core.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of a draft is cut off at each call of a store or the mailbox, before or after the call did its work. */
class DraftCrashTest {
    private static final int MORE_CALLS_THAN_ARE_MADE = 12;

    private DraftRig rig = new DraftRig();

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aCreationCutOffAnywhereIsFinishedByItsRepetition(Moment moment) {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new DraftRig();
            rig.crashes.at(call, moment);
            attempt(() -> rig.create(DraftRig.named("welcome", "one")));
            rig.crashes.at(Integer.MAX_VALUE, moment);
            report();

            Draft draft = rig.create(DraftRig.named("welcome", "one"));

            report();
            assertOne(draft.id(), "one", moment + " " + call);
            assertThat(draft.clientId()).contains(new ClientId("welcome"));
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aChangeCutOffAnywhereLeavesOneMailOfTheOldOrTheNewText(Moment moment) {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new DraftRig();
            Draft draft = rig.create(DraftRig.hello());
            rig.crashes.at(call, moment);
            attempt(() -> rig.update(draft.id(), DraftRig.text("new")));
            rig.crashes.at(Integer.MAX_VALUE, moment);

            report();

            String text = rig.get(draft.id()).text().orElseThrow();
            assertThat(text).isIn("Hi", "new");
            assertOne(draft.id(), text, moment + " " + call);
            rig.update(draft.id(), DraftRig.text("newer"));
            report();
            assertOne(draft.id(), "newer", moment + " " + call);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aDeletionCutOffAnywhereIsFinishedByItsReport(Moment moment) {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new DraftRig();
            Draft draft = rig.create(DraftRig.hello());
            rig.crashes.at(call, moment);
            boolean through = attempt(() -> rig.editing.delete(Callers.unrestricted(), Fixtures.SUPPORT, draft.id()));
            rig.crashes.at(Integer.MAX_VALUE, moment);

            rig.changes.follow(Fixtures.SUPPORT, draft.mailboxId());

            assertThat(rig.listed()).hasSameSizeAs(rig.mails());
            if (through) {
                assertThat(rig.mails()).isEmpty();
            }
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    /** What the listener does with every mail that lies there. */
    private void report() {
        rig.mails().forEach(mail -> rig.changes.follow(Fixtures.SUPPORT, mail.id()));
    }

    private void assertOne(DraftId id, String text, String where) {
        assertThat(rig.mails()).as(where).hasSize(1);
        assertThat(rig.listed()).as(where).extracting(Draft::id).containsExactly(id);
        assertThat(rig.get(id).text()).as(where).contains(text);
    }
}
