"""The errors a person can meet. Each says what was wrong, where, and what to do.

Exit codes: 0 done; 1 a defect of ours; 2 the call or configuration is wrong;
3 done, but something was quarantined; 4 nothing could be published.
"""

from __future__ import annotations


class FenjieError(Exception):
    """Base of all expected errors; anything else that is raised is a defect of ours."""

    exit_code = 2


class CallError(FenjieError):
    """The command or library call cannot be carried out as it was given."""


class ConfigurationError(FenjieError):
    """A file that a person writes (document.toml, a dictionary) is not right."""


class SourceError(FenjieError):
    """A source document cannot be read or used; the document is quarantined.

    ``code`` is a stable word for machines (``encrypted``, ``no_text_layer``, ...);
    ``advice`` says what the person can do.
    """

    exit_code = 4

    def __init__(self, code: str, file: str, message: str, advice: str) -> None:
        super().__init__(f"{file}: {message} {advice}".strip())
        self.code = code
        self.file = file
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str, str]]:
        return type(self), (self.code, self.file, self.message, self.advice)
