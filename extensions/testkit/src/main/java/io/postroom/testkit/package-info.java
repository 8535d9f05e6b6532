/** What tests share: contracts of the ports, fixtures and fakes. */
@NullMarked
package io.postroom.testkit;

import org.jspecify.annotations.NullMarked;
