"""Whether what takes time takes it in proportion, checked in one place."""

import time


def check_time_is_in_proportion(run, text):
    """Eight times the text takes about eight times as long; what is quadratic takes 64 times as long."""

    def seconds(size):
        start = time.process_time()
        run(text[: len(text) // size])
        return time.process_time() - start

    seconds(8)
    assert seconds(1) < 0.3 + 24 * seconds(8)
