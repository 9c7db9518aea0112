package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | Missing required subcommand",
                "simulat                          | unknown command \"simulat\", expected doctor, erase, export, help, login, logout, plan, preflight, run, send-test, sessions, simulate, status, verify",
                "--bogus                          | Unknown option",
                "plan                             | Missing required parameter: 'FILE'",
                "plan a b                         | Unmatched argument",
                "plan a --jso                     | Unknown option: '--jso'",
                "plan @a                          | @a: no such file",
                "simulate a --cycles x            | --cycles: got \"x\", expected a number from 1",
                "simulate a --pause NaN           | --pause: got \"NaN\", expected a number of seconds from 0",
                "simulate a --pause inf           | --pause: got \"inf\", expected a number of seconds from 0",
                "simulate a --pause 1d            | --pause: got \"1d\", expected a number of seconds from 0",
                "simulate a --seed x              | --seed: got \"x\", expected an integer",
                "simulate a --cycles 0            | --cycles: got 0, expected a number from 1",
                "simulate a --cycles 99999999999  | --cycles",
                "simulate a --cycles              | --cycles",
                "simulate a --cycles 1 --cycles 2 | --cycles",
                "simulate a --pause -1            | --pause: got -1",
                "simulate a --pause 1e99999999999 | --pause",
                "simulate a --seed 1.5            | --seed",
                "simulate a --faults Calm         | got \"Calm\", expected one of calm, flooding, losing-replies, strict, chaos",
                "verify                           | Missing required parameter",
            })
    void refusesBadArgumentsInOneLine(String arguments, String complaint) {
        Run run = Run.of((Object[]) (arguments.isEmpty() ? new String[0] : arguments.split(" +")));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("adbot: ").contains(complaint);
    }

    @Test
    void showsAnErrorAsOneLineWhateverIsInIt() {
        assertThat(Run.of("plan", "no\nsuch\u2028file").err()).hasLineCount(1).contains("no such file: no such file");
    }

    @Test
    void refusesEmptyTextsAndPathsThatCannotBe() {
        assertThat(Run.of("plan", "").err()).contains("FILE: got \"\", expected the path of a file");
        assertThat(Run.of("plan", "a\0b").err()).contains("FILE: got \"a\\u0000b\", expected the path of a file");
        assertThat(Run.of("simulate", "a", "--pause", "").err()).contains("--pause: got \"\", expected a number");
        assertThat(Run.of("simulate", "a", "--pause", " 5").err()).contains("--pause: got \" 5\", expected a number");
        assertThat(Run.of("simulate", "a", "--pause", "").code()).isEqualTo(2);
    }

    @Test
    void helps() {
        Run run = Run.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("plan", "simulate", "verify");
        assertThat(Run.of("simulate", "--help").out()).contains("--faults");
        assertThat(Run.of("help").out()).isEqualTo(run.out());
        assertThat(Run.of("help", "simulate").out())
                .isEqualTo(Run.of("simulate", "--help").out());
        assertThat(Run.of("help", "nothing").code()).isEqualTo(2);
        assertThat(Run.of("--version").out()).startsWith("adbot ");
    }
}
