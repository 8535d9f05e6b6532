/** The programs: what is wired together in each profile, and how it starts and stops. */
@NullMarked
package io.postroom.server;

import org.jspecify.annotations.NullMarked;
