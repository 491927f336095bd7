"""How the properties are tried: with no deadline, as a loaded machine is slow; the same articles every time where ``CI`` is set."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("seedkit", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("seedkit")
