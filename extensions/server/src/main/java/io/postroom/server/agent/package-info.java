/** What Postroom adds to James: the API's port, the webhook relay, the installation's secrets. */
@NullMarked
package io.postroom.server.agent;

import org.jspecify.annotations.NullMarked;
