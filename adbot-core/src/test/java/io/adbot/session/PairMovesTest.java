package io.adbot.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PairMovesTest {

    @Test
    void aSessionStaysWithItsApplication() {
        PairMoves moves = new PairMoves(List.of(17, 4, 9), List.of(9, 17, 5));

        assertThat(moves.follow(OptionalInt.of(0))).hasValue(1);
        assertThat(moves.follow(OptionalInt.of(1))).as("4 is gone").isEmpty();
        assertThat(moves.follow(OptionalInt.of(2))).hasValue(0);
    }

    @Test
    void whoHasNoPairOrOneThatNobodyKnewStaysAsItIs() {
        PairMoves moves = new PairMoves(List.of(17), List.of());

        assertThat(moves.follow(OptionalInt.empty())).isEmpty();
        assertThat(moves.follow(OptionalInt.of(1))).hasValue(1);
    }

    @Test
    void anApplicationThatStandsTwiceIsFoundWhereItWas() {
        PairMoves moves = new PairMoves(List.of(17, 17), List.of(17, 17, 4));

        assertThat(moves.follow(OptionalInt.of(1))).hasValue(1);
    }
}
