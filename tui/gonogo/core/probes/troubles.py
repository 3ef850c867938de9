"""Why a request failed, in words: from the exception that httpx raised and what lies beneath it."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator

_CERTIFICATE = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate comes from an authority that this machine does not know (self-signed)",
    20: "its certificate comes from an authority that this machine does not know",
    21: "its certificate comes from an authority that this machine does not know",
    23: "its certificate was revoked",
    62: "its certificate is for another name",
    64: "its certificate is for another address",
}
"""By OpenSSL's number of the verification error."""
_SYSTEM = {
    errno.ECONNREFUSED: "the connection was refused; nothing listens there",
    errno.ECONNRESET: "the connection was reset",
    errno.EHOSTUNREACH: "there is no way to this host",
    errno.ENETUNREACH: "there is no way to this network",
    errno.ETIMEDOUT: "the host does not answer",
    errno.EACCES: "this machine does not allow the connection",
    errno.EPERM: "this machine does not allow the connection",
    errno.EADDRNOTAVAIL: "the address cannot be reached from this machine",
    errno.EPIPE: "the connection was closed",
}


def trouble(error: BaseException) -> str:
    """What went wrong, to stand behind “HOST: ”."""
    beneath = tuple(_beneath(error))
    for each in beneath:
        if isinstance(each, ssl.SSLError):
            return _about_tls(each)
    for each in beneath:
        if isinstance(each, OSError) and each.errno in _SYSTEM:
            return _SYSTEM[each.errno]
    names = {type(each).__name__ for each in beneath}
    if "RemoteProtocolError" in names:
        said = str(error)
        if "disconnected" in said or "closed connection" in said:
            return "the connection was closed before the answer was complete"
        return "the answer is not HTTP"
    if names & {"ConnectTimeout", "TimeoutError"}:
        return "the host does not answer"
    if names & {"ReadError", "WriteError", "CloseError"}:
        return "the connection broke"
    if "ConnectError" in names:
        return "no connection could be made"
    return f"the request failed ({type(error).__name__})"


def certain(error: BaseException) -> bool:
    """Whether another address of the same host would fail alike: it is reached, and TLS fails."""
    return any(isinstance(each, ssl.SSLError) for each in _beneath(error))


def _about_tls(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _CERTIFICATE.get(error.verify_code, f"its certificate is not trusted ({error.verify_message})")
        return f"{why}, so it is not who it says it is"
    reason = (error.reason or "").replace("_", " ").lower()
    if reason in ("wrong version number", "record layer failure", "http request"):
        return "it does not speak TLS; is the address meant to begin with http://?"
    return f"the TLS connection failed ({reason or 'no reason given'})"


def _beneath(error: BaseException) -> Iterator[BaseException]:
    """The exception and those that led to it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
