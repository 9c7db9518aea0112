package io.adbot.store.json;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The few things that a journal asks of a directory, so that tests can put one in its place that loses what was not
 * forced, and fails when it is told to.
 *
 * <p>Threads: all methods may be called from any thread; an {@link Output} belongs to one at a time.
 */
interface Disk {

    /** The names of the files; none if there is no such directory. */
    List<String> list() throws IOException;

    /** Makes a file, which must not exist yet. */
    Output create(String name) throws IOException;

    /** Opens a file to write behind its first {@code size} bytes; cuts off what else is in it. */
    Output append(String name, long size) throws IOException;

    /** Opens a file to be read. */
    Input open(String name) throws IOException;

    /** Gives a file another name; one that bears it is replaced. All of it happens or nothing. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(String name) throws IOException;

    /** Returns once the names of the files are on the disk: those that came, changed and went. */
    void force() throws IOException;

    /** Where the file is, for a person. */
    String where(String name);

    /** A file that is written at its end. */
    interface Output extends Closeable {

        /** Writes all that the buffer has. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns once what was written is on the disk, in a file that still bears its name. */
        void force() throws IOException;

        /** Cuts off what stands behind the first {@code size} bytes. */
        void truncate(long size) throws IOException;
    }

    /** A file that is read. */
    interface Input extends Closeable {

        /** How many bytes there are. */
        long size() throws IOException;

        /** Reads some bytes from a place on; -1 if there are none. */
        int read(ByteBuffer into, long position) throws IOException;
    }
}
