"""Servers that answer what a table says, for readers that are given a fetcher."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Target


class Answer(NamedTuple):
    """An answer to a request; a body that is no text or bytes is sent as JSON."""

    body: Any = b""
    status: int = 200
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    final_url: str = ""


NO_NAME = Failure(reason=FailureReason.DNS, detail="There is no such host.")


class Servers:
    """A fetcher that knows the answers to some addresses; `asked` are the targets it was given. Any other address has no host."""

    def __init__(self, answers: Mapping[str, Answer | Failure] | Callable[[Target], Answer | Failure]) -> None:
        self._answers, self.asked = answers, list[Target]()

    def __call__(self, target: Target) -> Capture | Failure:
        self.asked.append(target)
        answer = self._answers(target) if callable(self._answers) else self._answers.get(target.url, NO_NAME)
        if isinstance(answer, Failure):
            return answer
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        record = CaptureRecord(
            url=target.url,
            final_url=answer.final_url or target.url,
            captured_at="2026-11-22T12:00:00+00:00",
            digest="",
            size=len(body),
            status=answer.status,
            media_type=answer.media_type,
        )
        return Capture(record=record, body=body, headers=answer.headers)
