/** The inner loops, for JMH. */
package io.adbot.bench.jmh;
