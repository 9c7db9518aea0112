package io.adbot.cli;

import io.adbot.testkit.TelegramBehaviour;

/**
 * What goes wrong in a simulation.
 *
 * @param wire the name, as it is typed
 * @param behaviour how the fake Telegram behaves
 */
record Faults(String wire, TelegramBehaviour behaviour) {}
