/** What becomes of a mail in the spool when processing it fails. */
@NullMarked
package io.postroom.server.spool;

import org.jspecify.annotations.NullMarked;
