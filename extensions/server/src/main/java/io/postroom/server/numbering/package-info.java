/** UIDs and mod-sequences of mailboxes, reserved in blocks; see docs/adr/0045-numbers-in-blocks.md. */
@NullMarked
package io.postroom.server.numbering;

import org.jspecify.annotations.NullMarked;
