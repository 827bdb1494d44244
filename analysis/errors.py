"""Every error the package raises on bad input. Their messages say what is wrong, where, and what would be right."""


class AnalysisError(Exception):
    """Base of them all; the command turns it into one line and an exit status."""

    exit_status = 2


class InputError(AnalysisError, ValueError):
    """A file, a time or an option that cannot be used."""


class TableError(AnalysisError, ValueError):
    """A table that does not keep the promises of its columns."""


class NotebookError(AnalysisError, RuntimeError):
    """A notebook cell that failed while a report was made."""

    exit_status = 1


class UnfinishedError(AnalysisError, RuntimeError):
    """A long job that could not be finished; what is done of it is kept, and the same call goes on from there."""

    exit_status = 1
