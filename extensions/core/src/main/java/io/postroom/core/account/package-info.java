/** Who owns what: organisations, pods, inbox addresses, keys and their scopes. */
@NullMarked
package io.postroom.core.account;

import org.jspecify.annotations.NullMarked;
