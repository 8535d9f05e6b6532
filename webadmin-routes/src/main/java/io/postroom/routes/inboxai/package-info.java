/** InboxAI's dialect, {@code /api/v0}. */
@NullMarked
package io.postroom.routes.inboxai;

import org.jspecify.annotations.NullMarked;
