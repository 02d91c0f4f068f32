"""One request with a body to an address of the user's own: guarded and bounded as every fetch, and no redirect is followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrcheck.fetch.contract import FetchStopped
from attrcheck.fetch.deadline import deadline
from attrcheck.fetch.guard import Guard
from attrcheck.fetch.http import user_agent
from attrcheck.fetch.transport import Introduction, new_session
from attrcheck.fetch.trouble import TROUBLE, explain
from attrcheck.model import FailureReason

# What is said of trouble in place of the libraries' words: these repeat the path of an address, which is often a key.
_SENTENCES = {
    FailureReason.BAD_ADDRESS: "the address cannot be used",
    FailureReason.DNS: "the name of the server could not be resolved",
    FailureReason.TLS: "no secure connection could be made, or the server's certificate is not valid",
    FailureReason.REFUSED: "the server refused the connection",
    FailureReason.TIMEOUT: "the server did not answer in time",
}


class Posted(NamedTuple):
    """What is posted."""

    body: bytes
    headers: Mapping[str, str]


def post(url: str, posted: Posted, seconds: float, guard: Guard, proxy: str = "") -> int:
    """Return the status of the answer to a POST; the rest of the answer is not read.

    All of it takes at most `seconds`. Raises `FetchStopped` when there is no answer; its sentence names the server at most.
    """
    try:
        with deadline(seconds), new_session(Introduction(user_agent(None), "identity"), guard, proxy) as session:
            guard.require(url)
            headers = dict(posted.headers)
            with session.post(url, posted.body, headers=headers, allow_redirects=False, stream=True, timeout=seconds) as response:
                return response.status_code
    except TROUBLE as error:
        reason, _ = explain(error, url)
        raise FetchStopped(reason, _SENTENCES.get(reason, "the connection failed")) from None
