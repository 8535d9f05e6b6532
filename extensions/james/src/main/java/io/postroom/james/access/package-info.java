/** Who may use a mailbox over IMAP, JMAP and SMTP: whoever knows its password, and keys whose scope covers it. */
@NullMarked
package io.postroom.james.access;

import org.jspecify.annotations.NullMarked;
