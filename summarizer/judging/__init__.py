"""Judging: a model reads the statements of a summary beside the blocks they cite, and says which the source supports.

The rules of `grounding` go first; what they notice is put to the judge as a question. A judge is a language model
(`model_judge`) or a local entailment model (`entailment`), behind one interface (`judgement.Judge`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import SettingError
from ..settings import LOCAL_JUDGE, Settings
from .judgement import Judge, describe_failure, judge_digest, judge_digest_report, judge_report, judge_summary

if TYPE_CHECKING:
    from ..llm.client import ModelClient

__all__ = [
    "Judge",
    "describe_failure",
    "judge_digest",
    "judge_digest_report",
    "judge_report",
    "judge_summary",
    "open_judge",
]


def open_judge(settings: Settings, client: ModelClient | None = None) -> Judge | None:
    """The judge that the settings name, or None where the rules alone decide.

    Args:
        client: the connection to the model; needed unless the judge is local.

    Raises:
        UsageError: there is no such model, what it needs is not installed, or nobody translates where `gloss` is set.
    """
    name = settings.judge
    if settings.gloss and (name is None or name.startswith(LOCAL_JUDGE)):
        raise SettingError("gloss", "no model judges that could translate", "name one: -m or --verify PROVIDER/MODEL")
    if name is None:
        return None
    if name.startswith(LOCAL_JUDGE):
        from .entailment import load_entailment_judge

        return load_entailment_judge(name.removeprefix(LOCAL_JUDGE))
    if client is None:
        raise RuntimeError("a judge that is a model needs a client")
    from .model_judge import ModelJudge

    return ModelJudge(client if client.endpoint.name == name else client.judge)
