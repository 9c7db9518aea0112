package io.adbot.measure;

import java.util.Arrays;

/** What several rounds measured of one thing. */
public final class Sample {

    private double[] values = {};

    /** Of one round. */
    public static Sample of(double value) {
        Sample sample = new Sample();
        sample.add(value);
        return sample;
    }

    public void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
    }

    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double least() {
        return sorted()[0];
    }

    public double most() {
        return sorted()[values.length - 1];
    }

    public int rounds() {
        return values.length;
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
