/**
 * With whom inboxes do and do not exchange mail: the lists of who is allowed and who is blocked, and the suppressions, addresses that mail
 * did not reach or whose owners complained.
 */
@NullMarked
package io.postroom.core.list;

import org.jspecify.annotations.NullMarked;
