/** Programs beside this server that look through mail for spam and viruses: asked in bounded time, and done without while they are away. */
@NullMarked
package io.postroom.core.scan;

import org.jspecify.annotations.NullMarked;
