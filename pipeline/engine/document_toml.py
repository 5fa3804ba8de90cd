"""``document.toml`` as people write it, checked key by key."""

from __future__ import annotations

import tomllib

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.engine.raw import Facts
from pipeline.errors import ConfigurationError
from pipeline.records import Meaning

_STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Rules(BaseModel):
    """``[rules]``: what the document states where fenjie cannot read it."""

    model_config = _STRICT

    first_is_lead: bool = False


class _DocumentToml(BaseModel):
    model_config = _STRICT

    title: str | None = Field(default=None, min_length=1)
    number: str | None = Field(default=None, min_length=1)
    jurisdiction: str | None = Field(default=None, pattern=r"^\d{6}$")
    columns: dict[str, Meaning] = Field(default_factory=dict)
    rules: _Rules = _Rules()


def parse(text: str, name: str) -> Facts:
    """The facts in the text of a ``document.toml``.

    Raises ``ConfigurationError`` with ``name`` and the line or key that is at fault.
    """
    try:
        written = _DocumentToml.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}: not valid TOML: {error}.") from error
    except ValidationError as error:
        raise ConfigurationError(f"{name}: {_what_is_wrong(error)}") from error
    return Facts(
        title=written.title,
        number=written.number,
        jurisdiction=written.jurisdiction,
        columns=tuple(sorted(written.columns.items())),
        first_is_lead=written.rules.first_is_lead,
    )


def _what_is_wrong(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        model = _Rules if key.startswith("rules.") else _DocumentToml
        return f"the key {key!r} is not known. Known keys: {', '.join(model.model_fields)}."
    if key == "jurisdiction":
        return (
            f"jurisdiction: {first['input']!r} is not a GB/T 2260 code. "
            'Write six digits in quotes, such as "441900".'
        )
    return f"{key}: {first['msg']} (found {first['input']!r})."
