"""Settings → the parts of an assistant, each made at first use. The only place that constructs.

Listing documents needs the shelf alone; asking needs the model and the index; a chat model's parts wait for a setting.
"""

from __future__ import annotations

from assistant.parts.answering import Parts

__all__ = ["Parts"]
