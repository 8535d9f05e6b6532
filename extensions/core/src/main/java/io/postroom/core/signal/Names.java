package io.postroom.core.signal;

import java.util.Optional;

/**
 * Names that belong to an inbox, against which a message's sender is held.
 *
 * @param domains those of its organisation and of the installation
 * @param organization what the operator calls the organisation
 * @param inbox what stands before the inbox' address in mail it sends
 */
public record Names(OwnDomains domains, Optional<String> organization, Optional<String> inbox) {
    /** Of an inbox that is gone. */
    public static final Names NONE = new Names(OwnDomains.NONE, Optional.empty(), Optional.empty());
}
