"""The renderer that ours is compared with draws what it should, and is not made to look bad."""

from tests.benchmarks.cells import cell_diff
from tests.benchmarks.peers import Seen, markdown
from tests.wire.emulator import Emulator

FRAMES = [
    "\x1b[2J\x1b[Hone two three\r\n\x1b[1;31mfour\x1b[m five \x1b[7mhere\x1b[m\r\nthird",
    "\x1b[2J\x1b[Hone two seven\r\n\x1b[1;31mfour\x1b[m \x1b[2m5 \x1b[7mthere\x1b[m\r\n\x1b[44m  日本\x1b[m",
    "\x1b[2J\x1b[H\x1b[92mone\x1b[m\r\n\r\n\x1b[3;4;9mlast\x1b[m line of them",
]


def test_it_takes_a_terminal_from_each_frame_to_the_next() -> None:
    wanted, drawn = Emulator(20, 4), Emulator(20, 4)
    shown = drawn.frame()
    for text in FRAMES:
        wanted.feed(text)
        drawn.feed(cell_diff(shown, wanted.frame()))
        shown = drawn.frame()
        assert shown == wanted.frame()


def test_it_sends_nothing_for_what_is_there_and_goes_around_it() -> None:
    terminal = Emulator(40, 4)
    before = terminal.frame()
    assert cell_diff(before, terminal.frame()) == ""
    terminal.feed("\x1b[2;5Ha b\x1b[2;30Hc")
    assert cell_diff(before, terminal.frame()) == "\x1b[2;5Ha b\x1b[2;30Hc"


def test_the_page_on_other_programs_says_what_was_measured_and_what_was_not_there() -> None:
    seen = Seen(0.02, 1700, moves=[2, 4, 6], way=[100, 200], pages=[1500], lag=0.081)
    page = markdown({"vim": [seen, seen]}, {"vim": "9.0"}, {"tig": "not on this machine"})
    assert "| vim 9.0 | the text | 20 ms | 1,700 B | 4 B | 150 B | 200 B | 1,500 B | 81 ms |" in page
    assert page.endswith("\nNot measured:\n\n- tig: not on this machine.\n")
    assert "less" not in page
