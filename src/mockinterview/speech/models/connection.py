"""Opens the address of a model, follows it only to safe places, and says what went wrong.

Only https is opened, so that nobody on the way can read or change anything; and this computer
itself, where tests have their server. A proxy that the system or the environment names is used.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Final
from urllib.parse import urlsplit

PROBLEMS: Final = (OSError, http.client.HTTPException)
"""What opening, reading and writing raise; `urllib.error` and `ssl` are `OSError`s."""

MOST_REDIRECTS: Final = 5
MOVED: Final = range(300, 400)

_OFFLINE: Final = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


class UnsafeAddressError(urllib.error.URLError):
    """An address that is neither https nor this computer itself."""


@dataclass(frozen=True)
class Trouble:
    """What went wrong, as the rest of a sentence, and what to do.

    `is_passing` says whether it may be better in a moment.
    """

    what: str
    hint: str = "Try again later."
    is_passing: bool = False


def open_url(url: str, headers: dict[str, str], timeout_seconds: float) -> Any:
    """The response of a server, redirects followed.

    Raises:
        PROBLEMS: there is none, or not from a safe place.
    """
    if not is_safe(url, from_here=is_here(url)):
        raise UnsafeAddressError(url)
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  (checked above)
    opener = urllib.request.build_opener(_SafeRedirects())
    return opener.open(request, timeout=timeout_seconds)


def is_here(url: str) -> bool:
    """Whether an address is on this computer."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_safe(url: str, *, from_here: bool) -> bool:
    """Whether to go to an address; `from_here`: from this computer itself."""
    scheme = urlsplit(url).scheme
    return scheme == "https" or (scheme == "http" and from_here and is_here(url))


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, each to a safe place."""

    max_redirections = MOST_REDIRECTS

    def redirect_request(  # noqa: PLR0917  (urllib's)
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse what is not safe."""
        if not is_safe(newurl, from_here=is_here(req.full_url)):
            fp.close()
            raise UnsafeAddressError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def explain(error: BaseException, url: str) -> Trouble:
    """What an error of `PROBLEMS` means, for the person."""
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, BaseException):
        error = error.reason
    return next(tell(error, url) for kinds, tell in _TELLERS if isinstance(error, kinds))


_UNSAFE: Final = Trouble("the server led to an address that is not safe", "Try another network.")
_CUT_OFF: Final = Trouble("the connection was cut off", "Check the connection.", is_passing=True)
_NOTHING: Final = Trouble("nothing came any more", "Check the connection.", is_passing=True)
_NETWORK_HINT: Final = "Check the connection, or try another network."
_ANSWERS: Final = {
    **dict.fromkeys(
        (404, 410),
        Trouble(
            "the server does not have it any more ({code})",
            "A newer version of Mock Interview may know where it is now; a model file from"
            " elsewhere can be used too.",
        ),
    ),
    **dict.fromkeys(
        (401, 403, 451),
        Trouble("the server refused it ({code})", "Try another network, or try later."),
    ),
    **dict.fromkeys(MOVED, Trouble("the server led from one address to the next, and nowhere")),
}
_ASKED_TOO_OFTEN: Final = {408, 429}
_PROXY_WANTS_NAME: Final = 407


def _of_answer(error: Any, url: str) -> Trouble:
    code, reason = error.code, str(error.reason)
    if code == _PROXY_WANTS_NAME:
        return _of_proxy(code, url)
    if code in MOVED and "not allowed" in reason:  # urllib's own refusal, which comes before ours
        return _UNSAFE
    if code in _ANSWERS:
        known = _ANSWERS[code]
        return Trouble(known.what.format(code=code), known.hint)
    return Trouble(
        f"the server answered {code} {reason}".rstrip(),
        is_passing=code in _ASKED_TOO_OFTEN or code >= 500,
    )


def _of_proxy(code: int, url: str) -> Trouble:
    who = f"the proxy {proxy_of(url)}".strip()
    if code == _PROXY_WANTS_NAME:
        return Trouble(
            f"{who} asks for a name and a password",
            "Write them into the system's proxy settings, or try another network.",
        )
    return Trouble(f"{who} refused the connection ({code})", "Try another network.")


def _of_certificate(error: Any, _url: str) -> Trouble:
    return Trouble(
        f"the server could not prove who it is ({error.verify_message})",
        "Check this computer's date. The network of a school or a company can cause this, too:"
        " try another one.",
    )


def _of_refusal(_error: object, url: str) -> Trouble:
    proxy = proxy_of(url)
    who = f"the proxy {proxy}" if proxy else "the server"
    return Trouble(f"{who} refused the connection", _NETWORK_HINT)


def _offline(_error: object, url: str) -> Trouble:
    proxy = proxy_of(url)
    if proxy:
        return Trouble(f"the proxy {proxy} was not found", "Check the system's proxy settings.")
    return Trouble("this computer seems to be offline", "Connect it to the internet and try again.")


def _of_system(error: Any, url: str) -> Trouble:
    number = getattr(error, "errno", None)
    tunnel = re.match(r"Tunnel connection failed: (\d+)", str(error))
    if tunnel:
        return _of_proxy(int(tunnel[1]), url)
    if number in _OFFLINE:
        return _offline(error, url)
    if number in _FULL:
        return Trouble("the disk is full", "Free some space and try again.")
    if number in _FORBIDDEN:
        return Trouble("its folder cannot be written to", "See that you may write to it.")
    words = getattr(error, "strerror", None) or str(error) or "the connection failed"
    return Trouble(words[:1].lower() + words[1:].rstrip("."))


_TELLERS: Final[tuple[tuple[Any, Callable[[Any, str], Trouble]], ...]] = (
    (UnsafeAddressError, lambda *_: _UNSAFE),
    (urllib.error.HTTPError, _of_answer),
    (ssl.SSLCertVerificationError, _of_certificate),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), lambda *_: _CUT_OFF),
    (ssl.SSLError, lambda *_: Trouble("no safe connection could be made", "Try another network.")),
    (socket.gaierror, _offline),
    (TimeoutError, lambda *_: _NOTHING),
    ((http.client.HTTPException, ConnectionResetError, BrokenPipeError), lambda *_: _CUT_OFF),
    (ConnectionRefusedError, _of_refusal),
    (BaseException, _of_system),
)
"""By kind of error, the narrower before the wider."""


def proxy_of(url: str) -> str:
    """Host and port of the proxy that an address is reached through, or empty."""
    parts = urlsplit(url)
    found = urllib.request.getproxies().get(parts.scheme)
    if not found or urllib.request.proxy_bypass(parts.netloc):
        return ""
    proxy = urlsplit(found if "//" in found else f"//{found}")
    return f"{proxy.hostname}:{proxy.port}" if proxy.port else proxy.hostname or ""
