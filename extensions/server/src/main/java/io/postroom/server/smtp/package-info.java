/** What our assembly adds to James' SMTP servers. */
@NullMarked
package io.postroom.server.smtp;

import org.jspecify.annotations.NullMarked;
