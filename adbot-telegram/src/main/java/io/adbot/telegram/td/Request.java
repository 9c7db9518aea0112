package io.adbot.telegram.td;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A request to TDLib. Its name is TDLib's, with a capital; its components are TDLib's fields.
 *
 * @param <A> what it is answered with
 */
public interface Request<A> {

    /** What it is answered with. */
    @JsonIgnore
    Class<A> answer();
}
