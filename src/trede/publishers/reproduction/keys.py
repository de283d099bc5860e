"""Names of figures that contain dates: other studies keep, or change, those of the first."""

import re
from collections import defaultdict

from trede.publishers.reproduction.calculator import Json

_NUMBER = re.compile(r"\d+")


def follow_keys(computed: Json, described: Json) -> Json:
    """Return computed figures under the names that an expected file uses.

    ``paid_after_30_6_2006`` may be called so in a file on another period. A name that the file
    does not have takes the only unclaimed name there that differs from it in its numbers alone.
    """
    if not isinstance(computed, dict) or not isinstance(described, dict):
        return computed
    unclaimed: dict[str, list[str]] = defaultdict(list)
    for key in described:
        if key not in computed:
            unclaimed[_NUMBER.sub("#", key)].append(key)
    followed: dict[str, Json] = {}
    for key, value in computed.items():
        candidates = [] if key in described else unclaimed[_NUMBER.sub("#", key)]
        alike = [other for other in computed if _NUMBER.sub("#", other) == _NUMBER.sub("#", key)]
        alone = len(candidates) == 1 and sum(other not in described for other in alike) == 1
        name = candidates[0] if alone else key
        followed[name] = follow_keys(value, described.get(name))
    return followed
