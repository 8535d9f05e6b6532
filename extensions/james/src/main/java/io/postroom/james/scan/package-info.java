/** The protocols of Rspamd, SpamAssassin's spamd and ClamAV's clamd. Mail is passed on as it is read, and never in memory as a whole. */
@NullMarked
package io.postroom.james.scan;

import org.jspecify.annotations.NullMarked;
