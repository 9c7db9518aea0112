/** The smallest useful embeddings: of the whole engine, and of the runner of cycles alone. */
@NullMarked
package io.adbot.samples.embed;

import org.jspecify.annotations.NullMarked;
