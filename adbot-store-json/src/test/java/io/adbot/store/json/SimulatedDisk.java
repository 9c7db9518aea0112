package io.adbot.store.json;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that does all that a real one may: keeps what was written to itself until it is forced to write it down,
 * writes some of it and not the rest, loses names that were not forced, fails when it likes, lies about what it wrote
 * after it has failed, and stops in the middle of anything.
 */
final class SimulatedDisk implements Disk {

    private final Random random;
    private final Map<String, Node> names = new TreeMap<>();
    private final Map<String, Node> durableNames = new TreeMap<>();
    private final List<NameChange> changes = new ArrayList<>();

    private long calls;
    private long crashAt = Long.MAX_VALUE;
    private double errors;
    private boolean errorsComeAlone;
    private long quietUntil;
    private boolean crashed;

    SimulatedDisk(Random random) {
        this.random = random;
    }

    /** From now on each call fails with that probability; if errors come alone, the ten calls after one do not. */
    void fail(double probability, boolean alone) {
        errors = probability;
        errorsComeAlone = alone;
    }

    /** Stops in the middle of the call that comes so many calls from now. */
    void crashIn(long more) {
        crashAt = calls + more;
    }

    boolean hasCrashed() {
        return crashed;
    }

    /** How many calls there were. */
    long calls() {
        return calls;
    }

    /** What is found when the power is back. */
    SimulatedDisk afterCrash() {
        SimulatedDisk found = new SimulatedDisk(random);
        boolean inOrder = random.nextBoolean();
        Map<String, Node> left = new TreeMap<>(durableNames);
        for (NameChange change : changes) {
            if (random.nextBoolean()) {
                change.apply(left);
            } else if (inOrder) {
                break;
            }
        }
        left.forEach((name, node) -> found.names.put(name, node.afterCrash()));
        found.durableNames.putAll(found.names);
        return found;
    }

    /** What is found when the process alone has ended: what was written is there, though not on the disk yet. */
    SimulatedDisk afterKill() {
        SimulatedDisk found = new SimulatedDisk(random);
        found.names.putAll(names);
        found.durableNames.putAll(durableNames);
        found.changes.addAll(changes);
        return found;
    }

    /** Puts other bytes in a file, durably. */
    void damage(String name, byte[] bytes) {
        Node node = names.get(name);
        node.visible = bytes.clone();
        node.durable = bytes.clone();
    }

    byte[] bytes(String name) {
        return names.get(name).visible.clone();
    }

    @Override
    public List<String> list() throws IOException {
        call();
        return List.copyOf(names.keySet());
    }

    @Override
    public Output create(String name) throws IOException {
        call();
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Node node = new Node();
        change(map -> map.put(name, node));
        return new NodeOutput(node);
    }

    @Override
    public Output append(String name, long size) throws IOException {
        Node node = node(name);
        call();
        node.truncate((int) size);
        return new NodeOutput(node);
    }

    @Override
    public Input open(String name) throws IOException {
        Node node = node(name);
        call();
        return new NodeInput(node);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Node node = node(from);
        call();
        change(map -> {
            map.remove(from);
            map.put(to, node);
        });
    }

    @Override
    public void delete(String name) throws IOException {
        call();
        change(map -> map.remove(name));
    }

    @Override
    public void force() throws IOException {
        call();
        durableNames.clear();
        durableNames.putAll(names);
        changes.clear();
    }

    @Override
    public String where(String name) {
        return "journal/" + name;
    }

    private Node node(String name) throws IOException {
        Node node = names.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return node;
    }

    private void change(NameChange change) {
        change.apply(names);
        changes.add(change);
    }

    private void call() throws IOException {
        count();
        if (fails()) {
            throw new IOException("Input/output error");
        }
    }

    private void count() {
        if (crashed || ++calls > crashAt) {
            crashed = true;
            throw new Crash();
        }
    }

    private boolean fails() {
        if (calls < quietUntil || random.nextDouble() >= errors) {
            return false;
        }
        if (errorsComeAlone) {
            quietUntil = calls + 10;
        }
        return true;
    }

    /** The process is gone: nobody is there any more to catch this. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface NameChange {
        void apply(Map<String, Node> names);
    }

    private final class Node {

        private byte[] visible = {};
        private byte[] durable = {};

        /** Where the disk has forgotten bytes that it failed to write, and will say that it has written them. */
        private int forgottenFrom;

        private int forgottenTo;

        void write(byte[] bytes) {
            int size = visible.length;
            visible = Arrays.copyOf(visible, size + bytes.length);
            System.arraycopy(bytes, 0, visible, size, bytes.length);
        }

        void truncate(int size) {
            visible = Arrays.copyOf(visible, size);
            forgottenTo = Math.min(forgottenTo, size);
        }

        void force() {
            durable = visible.clone();
            for (int i = forgottenFrom; i < forgottenTo; i++) {
                durable[i] = 0;
            }
        }

        void failForce() {
            if (random.nextBoolean()) {
                forgottenFrom = Math.min(durable.length, visible.length);
                forgottenTo = visible.length;
            }
        }

        Node afterCrash() {
            int less = Math.min(durable.length, visible.length);
            int more = Math.max(durable.length, visible.length);
            int length = less + (more == less ? 0 : random.nextInt(more - less + 1));
            byte[] left = new byte[length];
            int mode = random.nextInt(3);
            int sector = 16 << random.nextInt(6); // So many bytes are written together or not at all.
            for (int from = 0; from < length; from += sector) {
                boolean written = mode == 0 || (mode == 1 && random.nextBoolean());
                for (int i = from; i < Math.min(length, from + sector); i++) {
                    boolean forgotten = i >= forgottenFrom && i < forgottenTo;
                    if (written && !forgotten && i < visible.length) {
                        left[i] = visible[i];
                    } else {
                        left[i] = i < durable.length ? durable[i] : 0;
                    }
                }
            }
            Node found = new Node();
            found.visible = left;
            found.durable = left.clone();
            return found;
        }
    }

    private final class NodeOutput implements Output {

        private final Node node;

        NodeOutput(Node node) {
            this.node = node;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            boolean crash = !crashed && calls + 1 > crashAt;
            boolean fail = !crash && !crashed && fails();
            if (crash || fail) {
                node.write(Arrays.copyOf(all, random.nextInt(all.length + 1)));
            }
            count();
            if (fail) {
                throw new IOException("No space left on device");
            }
            node.write(all);
        }

        @Override
        public void force() throws IOException {
            count();
            if (fails()) {
                node.failForce();
                throw new IOException("Input/output error");
            }
            node.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            call();
            node.truncate((int) size);
        }

        @Override
        public void close() {
            // Writes nothing down.
        }
    }

    private final class NodeInput implements Input {

        private final Node node;

        NodeInput(Node node) {
            this.node = node;
        }

        @Override
        public long size() {
            return node.visible.length;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            call();
            if (position > node.visible.length) {
                throw new EOFException();
            }
            int length = Math.min(into.remaining(), node.visible.length - (int) position);
            if (length == 0) {
                return -1;
            }
            into.put(node.visible, (int) position, length);
            return length;
        }

        @Override
        public void close() {
            // Nothing to let go of.
        }
    }
}
