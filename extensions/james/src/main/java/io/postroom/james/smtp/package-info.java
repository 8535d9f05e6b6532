/** What we say to SMTP clients. */
@NullMarked
package io.postroom.james.smtp;

import org.jspecify.annotations.NullMarked;
