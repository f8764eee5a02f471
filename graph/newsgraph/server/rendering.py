"""Fills the pages' templates; whatever articles say stays words."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def rendered(template: str, **given: Any) -> bytes:
    """A page: one of the templates with what it is given, all of which is escaped."""
    return _templates().get_template(template).render(**given).encode("utf-8", errors="replace")


@cache
def _templates() -> Environment:
    loader = PackageLoader("newsgraph.server")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
