package io.postroom.core.draft;

import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.LabelChange;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Composition;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants changed.
 *
 * @param removedFiles are removed before {@code addedFiles} are added
 */
public record UpdateDraft(
        Change<List<Address>> to,
        Change<List<Address>> cc,
        Change<List<Address>> bcc,
        Change<List<Address>> replyTo,
        Change<String> subject,
        Change<String> text,
        Change<String> html,
        List<OutgoingFile> addedFiles,
        List<AttachmentId> removedFiles,
        LabelChange labels,
        Change<Instant> sendAt) {

    public UpdateDraft {
        addedFiles = List.copyOf(addedFiles);
        removedFiles = List.copyOf(removedFiles);
    }

    UpdateDraft adding(List<OutgoingFile> files) {
        return new UpdateDraft(to, cc, bcc, replyTo, subject, text, html, files, removedFiles, labels, sendAt);
    }

    /** Whether what the draft says stays as it is. */
    boolean keepsContent() {
        return to.keeps()
                && cc.keeps()
                && bcc.keeps()
                && replyTo.keeps()
                && subject.keeps()
                && text.keeps()
                && html.keeps()
                && addedFiles.isEmpty()
                && removedFiles.isEmpty();
    }

    /** The fields of addresses that do not stay. */
    Set<String> changedAddresses() {
        Set<String> changed = new HashSet<>();
        Map.of("to", to, "cc", cc, "bcc", bcc, "reply_to", replyTo).forEach((name, change) -> {
            if (!change.keeps()) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** @param keptFiles those of {@code before} that stay */
    Composition applyTo(Composition before, List<OutgoingFile> keptFiles) {
        Addressees addressees = before.recipients();
        Content content = before.content();
        List<OutgoingFile> files = new ArrayList<>(keptFiles);
        files.addAll(addedFiles);
        return new Composition(
                new Addressees(list(to, addressees.to()), list(cc, addressees.cc()), list(bcc, addressees.bcc())),
                new Content(
                        subject.applyTo(content.subject()),
                        text.applyTo(content.text()),
                        html.applyTo(content.html()),
                        files,
                        list(replyTo, content.replyTo()),
                        content.headers(),
                        content.labels()),
                before.references(),
                before.answers());
    }

    private static List<Address> list(Change<List<Address>> change, List<Address> before) {
        return change.applyTo(Optional.of(before)).orElse(List.of());
    }
}
